"""Reads mails as a mail program does: a JSON list of them in base64 from the standard input, what they say to the output."""

import base64
import json
import sys
from email import message_from_bytes, policy


def defects(mail):
    """What is wrong with it, and with each of its headers."""
    headers = (defect for header in mail.values() for defect in header.defects)
    return [repr(defect) for defect in (*mail.defects, *headers)]


def said(mail):
    headers = {name.lower(): str(value) for name, value in mail.items()}
    return {"headers": headers, "body": mail.get_content(), "defects": defects(mail)}


def main(mails):
    read = (message_from_bytes(base64.b64decode(mail), policy=policy.default) for mail in mails)
    json.dump([said(mail) for mail in read], sys.stdout)


main(json.load(sys.stdin))
