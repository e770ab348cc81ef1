// Many applications from one table: the template is filled in, judged row by row, filed, mended, and brought again.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { SIGNATURE } from "../lib/cases.mjs";
import { Post } from "../lib/post.mjs";
import { absent, see, until } from "../lib/see.mjs";

export const name = "bulk";

const FIRM = "demo-co-khi";
const FILL = join(dirname(fileURLToPath(import.meta.url)), "../lib/fill_table.py");

export async function run(stage) {
  const desk = await stage.desk();
  const owner = Post.of(desk);
  await owner.become({ id: "demo-mai" });
  await owner.form("/fn/act_for", { organisation: FIRM });
  const template = await takesTheTemplate(desk);
  await refusesWhatIsNoTable(desk);

  // Each mode has names of its own: the same row is filed once, whoever brings it.
  const [first, wrong, mended] = [`An ${word(stage)}`, `Bình ${word(stage)} 2`, `Bình ${word(stage)}`].map((words) => row(stage, words));
  await brings(desk, filled(template, [first, wrong, first]));
  await see(desk.page.getByRole("status").filter({ hasText: "1 nộp được, 1 còn lỗi" }));
  await see(line(desk, 3).getByText("Nộp được"));
  await see(line(desk, 4).getByText("Còn lỗi"));
  assert((await line(desk, 4).getByRole("listitem").count()) >= 2, "every error of the row is told");
  await see(line(desk, 5).getByText("Trùng với hàng 3"));
  await desk.follow(desk.button("Nộp các hàng nộp được (1)"));
  const code = await filedCode(desk, 3);
  await absent(desk.page.getByRole("button", { name: /^Nộp các hàng/ }), "a row left to file");

  await brings(desk, filled(template, [first, mended]));
  assert.equal(await filedCode(desk, 3), code, "the row of the table before is known");
  await desk.follow(desk.button("Nộp các hàng nộp được (1)"));
  assert.notEqual(await filedCode(desk, 4), code);

  await desk.follow(line(desk, 4).getByRole("link"));
  await desk.arrive(/^\/track\//, "Chứng thực chữ ký");
  await see(desk.page.getByText(/Vũ Thị Mai, Công ty TNHH Cơ khí Bình An/).first());
  await onAPhone(stage, code);
}

const word = (stage) => ({ nojs: "Một", nowasm: "Hai", full: "Ba" })[stage.mode];
const line = (screen, number) => screen.page.locator("tbody tr", { has: screen.page.getByRole("cell", { name: String(number), exact: true }) });

const row = (stage, person) => ({
  requester_name: person,
  requester_birth_date: person.endsWith("2") ? "31/02/2001" : "02/11/2001",
  paper_name: "Giấy ủy quyền",
  paper_copies: "1",
  cannot_sign: "Không",
  wants_home_visit: "không",
  receiving_unit: `Trung tâm Phục vụ hành chính công ${stage.unit.place}`,
});

async function takesTheTemplate(desk) {
  await desk.open("/business");
  await desk.follow(desk.page.getByRole("link", { name: "Nộp hàng loạt" }));
  await desk.arrive(/^\/business\/bulk$/, "Nộp nhiều hồ sơ từ bảng tính");
  await desk.page.getByLabel("Thủ tục").selectOption(SIGNATURE.procedure);
  await desk.follow(desk.button("Chọn thủ tục này"));
  await desk.arrive(/procedure=2\.000884/, "Nộp nhiều hồ sơ từ bảng tính");
  const path = await desk.link("Tải tệp mẫu").getAttribute("href");
  const { status, body } = await desk.fetch(path);
  assert.equal(status, 200);
  return body;
}

async function refusesWhatIsNoTable(desk) {
  desk.stage.watch.tolerate(422);
  await desk.page.locator("#table").setInputFiles({ name: "a.xlsx", mimeType: "application/zip", buffer: Buffer.from("không phải") });
  await desk.follow(desk.button("Kiểm tra bảng"));
  await see(desk.page.locator(".error-summary"));
  await see(desk.link("Tải tệp mẫu"));
}

function filled(template, rows) {
  const folder = mkdtempSync(join(tmpdir(), "motcua-table-"));
  try {
    const [before, after] = ["template.xlsx", "filled.xlsx"].map((file) => join(folder, file));
    writeFileSync(before, template);
    const { status, stderr } = spawnSync("python3", [FILL, before, JSON.stringify(rows), after], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return readFileSync(after);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function brings(desk, table) {
  await desk.open(`/business/bulk?procedure=${SIGNATURE.procedure}`);
  await desk.page.locator("#table").setInputFiles({ name: `bảng ${desk.stage.mode}.xlsx`, mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", buffer: table });
  await desk.follow(desk.button("Kiểm tra bảng"));
  await desk.arrive(/^\/business\/bulk\/[^/?]+$/);
}

async function filedCode(desk, number) {
  const link = line(desk, number).getByRole("link");
  await until(`row ${number} is filed`, async () => (await link.count()) === 1);
  return (await link.getAttribute("href")).replace("/track/", "");
}

/** What was found is read on a phone too. */
async function onAPhone(stage, code) {
  const phone = await stage.phone();
  const owner = Post.of(phone);
  await owner.become({ id: "demo-mai" });
  await owner.form("/fn/act_for", { organisation: FIRM });
  await phone.open("/business/bulk");
  await phone.follow(phone.page.getByRole("link", { name: new RegExp(`bảng ${stage.mode}\\.xlsx`) }).first());
  await phone.arrive(/^\/business\/bulk\/[^/?]+$/);
  await see(phone.page.locator("tbody tr").filter({ has: phone.page.locator(`a[href="/track/${code}"]`) }));
}
