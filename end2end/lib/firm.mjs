// A company: who acts for it, and what it files.

import { THU_DAU_MOT, date } from "./cases.mjs";
import { Post } from "./post.mjs";
import { see } from "./see.mjs";

export const THUAN_PHAT = {
  firm: { name: "Công ty Cổ phần Gỗ Thuận Phát", taxCode: "3702567892" },
  owner: { id: "demo-tam", name: "Châu Minh Tâm" },
};

/** Đăng ký nội quy lao động: costs nothing. */
export const RULES = {
  procedure: "2.001955",
  name: "Đăng ký nội quy lao động",
  sections: {
    employer: {
      employer_name: THUAN_PHAT.firm.name,
      employer_tax_code: THUAN_PHAT.firm.taxCode,
      employer_address: THU_DAU_MOT,
      employer_phone: "0274 382 0001",
      employer_email: "nhansu@gothuanphat.example",
      representative_name: THUAN_PHAT.owner.name,
      representative_title: "Giám đốc",
    },
    rules: { worker_count: "25", has_union: "no", rules_issued_on: date(12, 11, 2026), is_amendment: "no" },
  },
};

/** Cấp bản sao trích lục hộ tịch: 8.000 đồng for each copy. */
export const COPIES = {
  procedure: "2.000635",
  sections: {
    requester: {
      applicant_kind: "organisation",
      organisation_name: THUAN_PHAT.firm.name,
      requester_name: "Đinh Văn Phúc",
      requester_birth_date: date(28, 5, 1992),
      requester_national_id: "074092000528",
    },
    record: {
      record_kind: "birth",
      subject_name: "Nguyễn Văn An",
      subject_birth_date: date(1, 2, 2000),
      registered_at: "UBND xã Tân Đông Hiệp",
    },
    order: { copies_count: "4", reason: "Hồ sơ bảo hiểm của người lao động." },
  },
};

/** Chooses on the page for whom to act; every page says so from then on. */
export async function actFor(screen, person, firm) {
  await Post.of(screen).become(person);
  await screen.open("/business");
  const line = screen.page.locator("li", { hasText: firm.name });
  await screen.follow(line.getByRole("button", { name: "Làm thay" }));
  await screen.arrive(/^\/business$/, "Hồ sơ của tổ chức");
  await see(screen.page.locator(".acting", { hasText: `${firm.name} (${firm.taxCode})` }));
}

/** The page on which an owner changes what a member may do; at another server of the same data when its address is given. */
export async function openMember(owner, person, server = "") {
  await owner.open(`${server}/business/members/${person.id}`);
  await see(owner.page.getByRole("heading", { level: 1, name: person.name }));
}

/** On a dossier: the company with its tax code, and the person who filed in its name. */
export async function bothNames(screen, person, firm) {
  const facts = screen.page.locator("dl.summary", { hasText: "Người nộp thay" });
  await see(facts.filter({ hasText: firm.name }).filter({ hasText: firm.taxCode }).filter({ hasText: person.name }));
}
