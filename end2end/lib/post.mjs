// What plain forms post, without a page: brings a dossier to where a journey begins.

import assert from "node:assert/strict";
import { forInput } from "./files.mjs";

export const PEOPLE = {
  hoa: { id: "demo-hoa", name: "Nguyễn Thị Hoa" },
  nam: { id: "demo-nam", name: "Trần Văn Nam" },
  lan: { id: "demo-lan", name: "Lê Ngọc Lan" },
};

/** The demo officers of each one-stop, by the end of their ids. */
export const OFFICERS = { oneStop: "mot-cua", handling: "chuyen-vien", leader: "lanh-dao" };

/** A client with cookies: a screen's own, or one without a window. */
export class Post {
  constructor(stage, request) {
    Object.assign(this, { stage, request });
  }

  static of(screen) {
    return new Post(screen.stage, screen.context.request);
  }

  static async alone(stage) {
    return new Post(stage, await stage.poster());
  }

  /** Posts a form and answers the path that it leads to. */
  async form(path, fields) {
    return this.#sent(path, { form: fields });
  }

  async file(path, file) {
    return this.#sent(path, { multipart: { file: forInput(file) } });
  }

  /** Posts as a page with Wasm would, and answers the bare status. */
  async status(path, fields) {
    const answer = await this.#post(path, { form: fields }, "application/json");
    return answer.status();
  }

  async #sent(path, body) {
    const answer = await this.#post(path, body, "text/html");
    const to = answer.headers().location ?? "";
    assert.equal(answer.status(), 303, `${path} answers a redirect: ${await answer.text()}`);
    assert(!to.includes("error="), `${path} was refused: ${to}`);
    return to;
  }

  #post(path, body, accept) {
    return this.request.post(path, { ...body, headers: { accept, origin: this.stage.base }, maxRedirects: 0 });
  }

  async become(person) {
    await this.form("/fn/become", { person: person.id });
  }

  async becomeOfficer(officer) {
    await this.form("/fn/become", { person: this.stage.officerId(officer) });
  }

  /** Fills a case in; answers the id of the draft. */
  async write({ procedure, sections, files = [] }) {
    const draft = (await this.form("/fn/start_draft", { code: procedure })).split("/").pop();
    await this.fill(draft, { ...sections, where: { receiving_unit: this.stage.unit.code } });
    for (const [paper, file] of files) await this.file(`/files/drafts/${draft}/${paper}`, file);
    return draft;
  }

  /** Answers sections of a draft. */
  async fill(draft, sections) {
    for (const [section, answers] of Object.entries(sections)) {
      await this.form("/fn/save_draft", { draft, section, go: "stay", ...posted(answers) });
    }
  }

  /** Fills a case in and files it; answers the code of the dossier. */
  async apply(given) {
    const to = await this.form("/fn/submit_draft", { draft: await this.write(given) });
    const code = /^\/track\/([^/]+)\/receipt$/.exec(to)?.[1];
    assert(code, `filing leads to the receipt, not to ${to}`);
    return code;
  }
}

/** A dossier filed by a person who has no window in this journey. */
export async function filed(stage, person, given) {
  const post = await Post.alone(stage);
  await post.become(person);
  return post.apply(given);
}

/** Answers as the fields of a form name them. */
function posted(answers) {
  const fields = {};
  for (const [key, value] of Object.entries(answers)) {
    if (typeof value === "string") fields[`answers[${key}]`] = value;
    else for (const [part, text] of Object.entries(value)) fields[`answers[${key}.${part}]`] = text;
  }
  return fields;
}

/** A dossier whose result waits for approval. */
export async function drafted(stage, person, what) {
  const dossier = await filed(stage, person, what);
  const office = await Post.alone(stage);
  await office.becomeOfficer(OFFICERS.oneStop);
  await office.form("/fn/accept", { code: dossier });
  await office.form("/fn/transfer", { code: dossier, officer: stage.officerId(OFFICERS.handling) });
  await office.becomeOfficer(OFFICERS.handling);
  await office.form("/fn/draft_result", { code: dossier, outcome: "grant", summary: "Đủ điều kiện." });
  return dossier;
}
