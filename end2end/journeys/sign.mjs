// A signature as an answer: drawn with a finger where there is JavaScript, a typed name where there is none.

import assert from "node:assert/strict";
import { Post } from "../lib/post.mjs";
import { see, until } from "../lib/see.mjs";
import { reviewShows, start } from "../pages/draft.mjs";
import { answer, control, errorAt, goOn, typed } from "../pages/form.mjs";

export const name = "sign";

const FIELD = "owner_signature";
const LABEL = "Chữ ký của người đồng ý";

/** A dwelling that is rented, so that its owner must agree. */
const SECTIONS = {
  person: {
    person_name: "Nguyễn Thị Hoa",
    person_birth_date: "1995-03-08",
    person_sex: "female",
    person_national_id: "074195000321",
  },
  dwelling: {
    "new_residence.province": "79",
    "new_residence.commune": "25747",
    "new_residence.street": "12 đường số 3",
    basis: "rented",
    request_content: "Đăng ký thường trú",
  },
  household: { is_householder: "yes" },
  members: { has_members: "no" },
};

export async function run(stage) {
  const screen = await stage.phone();
  const draft = await start(screen, "1.004222");
  await Post.of(screen).fill(draft.split("/").pop(), SECTIONS);
  await screen.open(`${draft}/s/consent`);
  await answer(screen, "owner_consents", "yes");
  if (!stage.full) {
    await goOn(screen);
    await screen.arrive(/\/s\/consent\?check=1$/);
  }
  await answer(screen, "owner_name", "Nguyễn Văn An");
  await answer(screen, "owner_national_id", "074090123456");
  if (stage.mode === "nojs") return named(screen, draft);
  await drawn(screen, draft);
}

async function named(screen, draft) {
  assert(!(await screen.page.locator(".signature-pad svg").isVisible()), "nobody can draw here");
  await answer(screen, FIELD, "Nguyễn Văn 4n");
  await goOn(screen);
  await see(errorAt(screen, FIELD).filter({ hasText: "chỉ" }));
  assert.equal(await typed(screen, FIELD), "Nguyễn Văn 4n", "what was typed is still there");
  await answer(screen, FIELD, "Nguyễn Văn An");
  await goOn(screen);
  await screen.open(`${draft}/review`);
  await reviewShows(screen, LABEL, "Nguyễn Văn An");
}

async function drawn(screen, draft) {
  const { page } = screen;
  const pad = page.locator(".signature-pad svg");
  await draw(page, pad, [[0.5, 0.5], [0.51, 0.5]]);
  await goOn(screen);
  await see(errorAt(screen, FIELD).filter({ hasText: "hãy xóa và ký lại" }));
  await page.locator(".error-summary").getByRole("link", { name: LABEL }).click();
  await until("the error leads to the field", () => pad.isVisible());
  assert(page.url().endsWith(`#f-${FIELD}`));

  const clear = page.getByRole("button", { name: "Xóa, ký lại" });
  await clear.click();
  assert.equal(await control(screen, FIELD).inputValue(), "");
  await until("another field shows nothing", async () => (await strokes(pad)) === "");
  await draw(page, pad, [[0.1, 0.6], [0.2, 0.2], [0.3, 0.8], [0.4, 0.3], [0.5, 0.7]]);
  await draw(page, pad, [[0.6, 0.6], [0.8, 0.5]]);
  const signed = await strokes(pad);
  assert.equal(signed.split("M").length, 3, "two strokes");
  assert(!(await control(screen, FIELD).isVisible()), "who has drawn need not type");

  // It is kept like any other answer.
  await goOn(screen);
  await screen.open(`${draft}/s/consent`);
  await until("it is there again", async () => (await strokes(pad)) === signed);
  await screen.open(`${draft}/review`);
  const line = page.locator("dl.summary > div").filter({ has: page.locator("dt", { hasText: LABEL }) });
  const shown = line.getByRole("img", { name: "Chữ ký vẽ trên màn hình" });
  await see(shown);
  assert.equal(await strokes(shown), signed);
}

const strokes = (picture) => picture.locator("path").getAttribute("d");

/** Moves over the field through these places, in parts of its width and height. */
async function draw(page, pad, places) {
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await pad.boundingBox();
  const to = ([along, down]) => [x + along * width, y + down * height];
  await page.mouse.move(...to(places[0]));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...to(place), { steps: 8 });
  await page.mouse.up();
}
