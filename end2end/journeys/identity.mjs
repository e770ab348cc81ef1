// Signing in at a real OpenID provider: with a draft, while the provider lies, dies and is dead, and out again.

import assert from "node:assert/strict";
import { SIGNATURE } from "../lib/cases.mjs";
import { startIssuer } from "../lib/issuers.mjs";
import { LIES, SIGNED_AGAIN, USED_CODE } from "../lib/lies.mjs";
import { Post } from "../lib/post.mjs";
import { absent, see, until } from "../lib/see.mjs";
import { reviewShows } from "../pages/draft.mjs";
import { answer, typed } from "../pages/form.mjs";
import { signOut } from "../pages/people.mjs";

export const name = "identity";

export async function run(stage) {
  let issuer = await startIssuer(stage);
  try {
    const phone = await stage.phone();
    await filedAfterSigningIn(phone);
    await endedByTheIssuer(phone);
    await turnedBack(await stage.phone());
    await liedTo(await stage.phone());
    await stopped(issuer);
    issuer = await startIssuer(stage, { diesHalfway: true });
    const other = await stage.phone();
    const draft = await begun(other);
    await deadOnTheWayBack(other, draft);
    await stopped(issuer);
    await whileItIsDead(other, draft);
    issuer = await startIssuer(stage);
    await backAgain(other, draft);
  } finally {
    await stopped(issuer);
  }

  async function stopped(running) {
    const said = await running.stop();
    if (said) stage.watch.problems.push(`the issuer says: ${said}`);
  }
}

/** A draft of somebody who has not signed in, on the review. */
async function begun(screen) {
  const draft = await Post.of(screen).write(SIGNATURE);
  await screen.open(`/drafts/${draft}/review`);
  return draft;
}

async function toSignIn(screen, draft) {
  await screen.follow(screen.link("Đăng nhập để nộp"));
  await screen.arrive(new RegExp(`^/sign-in\\?next=/drafts/${draft}/review$`), "Đăng nhập");
}

/** Leaves for the issuer, answers there, and comes back. */
async function atTheIssuer(screen, said) {
  const { page, stage } = screen;
  // Whether it says "sign in" or "try again" depends on when the server last asked.
  const door = page.locator(`a[href^="/sign-in/${stage.issuer.id}?"]`);
  await see(door);
  await leaves(screen, () => door.click());
  await see(page.getByRole("heading", { name: "Nơi xác thực thử nghiệm" }));
  assert(page.url().startsWith(stage.issuer.url), page.url());
  await leaves(screen, () => page.getByRole("button", { name: said }).click());
}

/** Another document comes on purpose. */
async function leaves(screen, act) {
  screen.page.followed.allowLoad();
  await Promise.all([screen.page.waitForEvent("domcontentloaded"), act()]);
}

async function ready(screen) {
  if (screen.stage.full) await screen.page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

async function isSignedIn(screen) {
  await see(screen.page.locator("header summary", { hasText: screen.stage.issuer.claims.name }));
}

async function files(screen, draft) {
  await screen.arrive(new RegExp(`^/drafts/${draft}/review$`), "Xem lại và nộp");
  await ready(screen);
  await isSignedIn(screen);
  await reviewShows(screen, "Họ", SIGNATURE.sections.requester.requester_name);
  await screen.follow(screen.button("Nộp hồ sơ"));
  await screen.arrive(/^\/track\/[^/]+\/receipt$/, "Đã nộp hồ sơ");
}

async function filedAfterSigningIn(screen) {
  const draft = await begun(screen);
  await toSignIn(screen, draft);
  await absent(screen.page.getByText("VNeID chưa được nối"), "the notice that no issuer is connected");
  await atTheIssuer(screen, "Đồng ý");
  await files(screen, draft);
}

/** Signing out at the issuer ends our session by the back channel. */
async function endedByTheIssuer(screen) {
  const { page, stage } = screen;
  await screen.open("/my");
  await isSignedIn(screen);
  await leaves(screen, () => page.goto(`${stage.issuer.url}/session/end`));
  await leaves(screen, () => page.getByRole("button", { name: "Đăng xuất" }).click());
  await see(page.getByText("Đã đăng xuất"));
  await screen.open("/my");
  await see(page.getByText("Bạn chưa đăng nhập"));

  // The other way round: out of ours first, then asked about the issuer.
  await screen.open("/sign-in?next=/my");
  await atTheIssuer(screen, "Đồng ý");
  await screen.arrive(/^\/my$/, "Hồ sơ của tôi");
  await ready(screen);
  await signOut(screen);
  await screen.arrive(/^\/sign-in\?left=/, "Đăng nhập");
  await see(page.getByText("Bạn đã đăng xuất khỏi Một Cửa."));
  await leaves(screen, () => screen.link(`Đăng xuất khỏi ${stage.issuer.name}`).click());
  await leaves(screen, () => page.getByRole("button", { name: "Đăng xuất" }).click());
  await screen.arrive(/^\/sign-in$/, "Đăng nhập");
  await ready(screen);
}

/** Whoever says no comes back to where the draft still is. */
async function turnedBack(screen) {
  const draft = await begun(screen);
  await toSignIn(screen, draft);
  await atTheIssuer(screen, "Từ chối");
  await screen.arrive(/^\/sign-in\?error=sign_in_cancelled&next=/, "Đăng nhập");
  await ready(screen);
  await see(screen.page.getByText("Bạn đã dừng đăng nhập."));
  await screen.open(`/drafts/${draft}/review`);
  await reviewShows(screen, "Họ", SIGNATURE.sections.requester.requester_name);
}

/** What a provider says wrongly lets nobody in; after it the same provider, saying what is so, does. */
async function liedTo(screen) {
  const { page } = screen;
  for (const lie of [...Object.keys(LIES), USED_CODE]) {
    await forgotten(screen);
    await screen.open("/sign-in?next=/my");
    await atTheIssuer(screen, lie);
    await screen.arrive(/^\/sign-in\?error=identity_unproven&next=/, "Đăng nhập");
    await ready(screen);
    await see(page.getByText("Không kiểm chứng được câu trả lời của nơi xác thực"));
    await screen.open("/my");
    await see(page.getByText("Bạn chưa đăng nhập"));
  }
  await forgotten(screen);
  await screen.open("/sign-in?next=/my");
  await atTheIssuer(screen, SIGNED_AGAIN);
  await screen.arrive(/^\/my$/, "Hồ sơ của tôi");
  await ready(screen);
  await isSignedIn(screen);
}

/** The provider asks again who somebody is. */
function forgotten(screen) {
  return screen.context.clearCookies({ domain: new URL(screen.stage.issuer.url).hostname });
}

/** The person agreed, and the provider died before it could say so. */
async function deadOnTheWayBack(screen, draft) {
  await toSignIn(screen, draft);
  await atTheIssuer(screen, "Đồng ý");
  await screen.arrive(/^\/sign-in\?error=issuer_unreachable&next=/, "Đăng nhập");
  await ready(screen);
  await see(screen.page.getByText("Bản nháp vẫn được lưu; hãy thử lại sau ít phút."));
  await screen.open(`/drafts/${draft}/review`);
  await reviewShows(screen, "Họ", SIGNATURE.sections.requester.requester_name);
}

/** Drafts are saved as ever; the sign-in page says what does not work. */
async function whileItIsDead(screen, draft) {
  const { page, stage } = screen;
  const field = "requester_phone";
  await screen.open(`/drafts/${draft}/s/requester`);
  await answer(screen, field, "0901 000 009");
  if (stage.full) {
    await see(page.locator("p.autosave").filter({ hasText: "Đã lưu lúc" }));
  } else {
    await screen.follow(screen.button("Lưu, làm sau"));
    await screen.arrive(/^\/drafts\/[^/]+$/);
  }
  await screen.open(`/drafts/${draft}/s/requester`);
  await until("it was saved", async () => (await typed(screen, field)) === "0901 000 009");
  await screen.open(`/sign-in?next=/drafts/${draft}/review`);
  await until("the page says so", async () => {
    await screen.reload();
    return (await screen.link(`Thử lại với ${stage.issuer.name}`).count()) === 1;
  });
  await see(page.getByText(`Chưa kết nối được với ${stage.issuer.name}`));
  // Whoever is about to file reads it before they try.
  await screen.open(`/drafts/${draft}/review`);
  await see(page.getByText(`Chưa kết nối được với ${stage.issuer.name}`));
  await screen.open(`/sign-in?next=/drafts/${draft}/review`);
  await leaves(screen, () => screen.link(`Thử lại với ${stage.issuer.name}`).click());
  await screen.arrive(/^\/sign-in\?error=issuer_unreachable&next=/, "Đăng nhập");
  await ready(screen);
  await see(page.getByText("Bản nháp vẫn được lưu; hãy thử lại sau ít phút."));
}

/** The provider is there again, with other keys, and the draft is filed. */
async function backAgain(screen, draft) {
  const retry = screen.link(`Thử lại với ${screen.stage.issuer.name}`);
  await until("the provider is back", async () => {
    await screen.reload();
    return (await retry.count()) === 0;
  });
  await atTheIssuer(screen, "Đồng ý");
  await files(screen, draft);
}
