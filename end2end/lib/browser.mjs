// The browser of a run.

import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** MOTCUA_CHROMIUM names another one than Debian's. */
export const launch = () =>
  chromium.launch({ executablePath: process.env.MOTCUA_CHROMIUM ?? "/usr/bin/chromium-headless-shell", args: FLAGS });
