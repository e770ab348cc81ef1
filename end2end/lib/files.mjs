// Real files, as a phone would send them: made by the browser, so that they decode.

import { createHash } from "node:crypto";

const SHEET = `<!doctype html><meta charset="utf-8">
  <body style="margin:40px;font:28px serif;background:linear-gradient(120deg,#f7f1e3,#d9cfb8)">
  <h1>GIẤY CHỨNG SINH</h1><p>Họ và tên mẹ: Nguyễn Thị Hoa</p><p>Đã sinh con vào lúc 7 giờ 20 phút, ngày 10 tháng 11 năm 2026</p>`;

export async function makeFiles(browser) {
  const page = await browser.newPage({ viewport: { width: 900, height: 640 } });
  await page.setContent(SHEET);
  const photo = await page.screenshot({ type: "jpeg", quality: 80 });
  const scan = await page.screenshot({ type: "png" });
  const pdf = await page.pdf({ format: "A5" });
  await page.close();
  return {
    photo: file("giấy chứng sinh.jpg", "image/jpeg", photo),
    scan: file("ban-quet.png", "image/png", scan),
    pdf: file("ban-quet.pdf", "application/pdf", pdf),
    /** Not what its name says. */
    disguised: file("thu.jpg", "image/jpeg", Buffer.from("Đây là một lá thư, không phải ảnh.\n")),
  };
}

function file(name, mimeType, buffer) {
  return { name, mimeType, buffer, sha256: createHash("sha256").update(buffer).digest("hex") };
}

/** What Playwright's file inputs take. */
export function forInput({ name, mimeType, buffer }) {
  return { name, mimeType, buffer };
}
