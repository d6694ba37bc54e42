// The ticket page. The composer: Ctrl/Cmd+Enter sends, what was sent leaves the box, and what was not cannot be lost: it is
// kept in this browser at once, under the agent's own name, and by the desk when the typing pauses.
(() => {
  const form = document.getElementById("composer");
  if (!form) return;
  const PAUSE = 1500, AGAIN = 15000; // milliseconds until it is saved, and until it is tried again
  const { text } = form.elements;
  const said = document.getElementById("saved");
  const aside = document.getElementById("set-aside");
  const mine = `draft:${document.documentElement.dataset.agent}:${form.dataset.draft}`;
  let stamp = Number(form.dataset.stamp); // of the desk's draft, as this window knows it
  let dirty = false; // the desk has not got it all yet
  let kept = true; // this browser has
  let timer = 0, saving = null, sent = null, isSent = false;

  // The form as the desk asks for it
  const fields = () => ({ kind: form.elements.kind.value, text: text.value, seen: stamp, after: form.elements.after.value });
  const tell = (words) => { if (said.textContent !== words) said.textContent = words; }; // a status is read aloud when it changes

  function fill(draft) {
    text.value = draft.text;
    form.elements.kind.value = draft.kind;
    stamp = Number(draft.seen);
  }

  function offer(words) {
    aside.hidden = !words;
    aside.querySelector(".set-aside").textContent = words || "";
  }

  function keep() {
    try {
      if (text.value || dirty) localStorage.setItem(mine, JSON.stringify({ ...fields(), dirty, path: form.dataset.draft }));
      else localStorage.removeItem(mine);
      kept = true;
    } catch { kept = false; } // a private window, or no room
  }

  function changed() {
    dirty = true;
    keep();
    later(PAUSE);
  }

  function later(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  function wait() {
    tell(kept ? said.dataset.here : said.dataset.lost);
    later(AGAIN);
  }

  async function save(more = {}) {
    clearTimeout(timer);
    if (saving || sent !== null) return later(PAUSE);
    const asked = { ...fields(), ...more };
    const { signal } = (saving = new AbortController());
    try {
      const answer = await desk.post(form.dataset.draft, asked, { signal });
      if (answer.status === 401) desk.say("signed-out");
      if (answer.ok) saved(asked, await answer.json()); else wait();
    } catch (error) {
      if (error.name !== "AbortError") wait();
    }
    saving = null;
  }

  function saved(asked, answer) {
    stamp = answer.stamp;
    if (answer.sent && text.value === asked.text) text.value = ""; // from another window, or by an answer that never came
    dirty = text.value !== asked.text && !answer.sent;
    keep();
    offer(answer.set_aside);
    tell(answer.stamp ? `${said.dataset.saved} ${desk.timeOf(new Date(answer.at))}` : "");
    if (answer.sent) htmx.trigger(document.body, "ticket-changed");
    if (dirty) later(PAUSE);
  }

  // The other windows of this browser follow, unless something is typed in them, too
  addEventListener("storage", (event) => {
    if (event.key !== mine || dirty || sent !== null) return;
    const draft = event.newValue && JSON.parse(event.newValue);
    if (draft) fill(draft); else text.value = "";
  });

  form.addEventListener("input", changed);
  aside.addEventListener("click", (event) => {
    const act = event.target.dataset.aside;
    if (!act) return;
    if (act === "use") {
      text.value = [text.value, aside.querySelector(".set-aside").textContent].filter(Boolean).join("\n\n");
      changed();
    }
    offer("");
    text.focus();
    save(act === "discard" ? { discard: "yes" } : {});
  });
  addEventListener("pagehide", () => {
    if (dirty && !sent) desk.post(form.dataset.draft, fields(), { keepalive: true }).catch(() => { /* kept in this browser */ });
  });
  addEventListener("online", () => { if (dirty) save(); });
  addEventListener("beforeunload", (event) => { if (dirty && !kept && sent === null) event.preventDefault(); });

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const button = form.querySelector("[data-send]:not(:disabled)"); // "Send anyway", where it is offered, stands first
    if (button) form.requestSubmit(button);
  });
  form.addEventListener("htmx:configRequest", (event) => {
    if (event.target === form) event.detail.formData.set("seen", stamp); // what another window has kept since is not ours to end
  });
  form.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target !== form) return;
    clearTimeout(timer);
    saving?.abort();
    sent = text.value;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.target !== form) return;
    sent = null;
    if (dirty) later(PAUSE);
  });
  document.addEventListener("desk:sent", () => {
    dirty = text.value !== sent; // what was typed meanwhile stays
    if (!dirty) text.value = "";
    stamp = 0;
    keep();
    tell("");
    text.focus({ preventScroll: true });
    isSent = true;
  });
  document.addEventListener("desk:taken-back", () => {
    const back = document.getElementById("taken-back").dataset;
    clearTimeout(timer);
    saving?.abort();
    fill(back);
    dirty = false;
    keep();
    offer(back.aside);
    text.focus();
  });

  // Undo send is there for some seconds, which are counted
  let counting = 0;
  function count() {
    clearTimeout(counting);
    for (const waiting of document.querySelectorAll("[data-countdown]")) {
      waiting.until ??= Date.now() + waiting.dataset.countdown * 1000;
      const left = Math.ceil((waiting.until - Date.now()) / 1000);
      if (left > 0) waiting.firstElementChild.textContent = (left).toLocaleString(document.documentElement.lang, { style: "unit", unit: "second", unitDisplay: "narrow" });
      else waiting.remove();
      counting = setTimeout(count, 1000);
    }
  }
  count();

  document.addEventListener("htmx:afterSettle", () => {
    count();
    form.querySelector("#said [autofocus]")?.focus();
    if (isSent) document.querySelector("#stream .entry:last-child")?.scrollIntoView({ block: "center" });
    isSent = false;
  });

  // Who chooses a kind, by a click or its key, wants to write
  form.querySelector(".kinds").addEventListener("click", (event) => { if (event.target.matches("label")) setTimeout(() => text.focus()); });

  // A property's menu or fields have come: they are what the keys are for
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (!target.matches("[data-property]") || !target.closest("details[open]")) return;
    const first = ["[aria-current]", ".dropdown-item", "input:not([type=hidden])"].map((selector) => target.querySelector(selector)).find(Boolean);
    first?.focus();
    if (first?.matches("input")) first.select();
  });

  // What appears while somebody types was not yet answered: sending still asks first
  let unanswered = null;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "stream" && detail.requestConfig.verb === "get" && text.value) unanswered = form.elements.after.value;
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (unanswered !== null) form.elements.after.value = unanswered;
    unanswered = null;
  });

  // What this browser has and the desk has not comes back
  try {
    const draft = JSON.parse(localStorage.getItem(mine));
    if (draft?.dirty && form.dataset.answered === undefined) {
      fill(draft);
      dirty = true;
      save({ after: draft.after });
    } else if (form.dataset.answered !== undefined && text.value) changed();
    else keep();
  } catch { /* no storage, or not ours */ }
})();

// Live: who else is here, and what is new. The stream grows in place where that moves nothing; elsewhere a bar offers it.
(() => {
  const here = document.getElementById("here");
  if (!here) return;
  const FIRST = 2000, EVERY = 12000, TYPING = 15000; // milliseconds; not at all while nobody looks
  const bar = document.getElementById("news");
  const stream = () => document.getElementById("stream");
  let timer = 0, typedAt = 0, showsNews = false;

  const fields = (more = {}) => ({ version: stream().dataset.version, typing: Date.now() - typedAt < TYPING ? "yes" : "", ...more });

  async function beat() {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(beat, EVERY);
    try {
      const answer = await desk.post(here.dataset.url, fields());
      if (answer.ok) heard(await answer.json());
    } catch { /* the next time */ }
  }

  function heard(told) {
    if (here.textContent !== told.here) here.textContent = told.here;
    if (told.news && isAtItsEnd()) return htmx.trigger(document.body, "ticket-changed");
    offer(told.news);
  }

  function offer(words) {
    if (bar.firstElementChild.textContent !== words) bar.firstElementChild.textContent = words;
    bar.hidden = !words;
  }

  // Nobody reads further up, holds a selection or a control, or looks at what was loaded before
  function isAtItsEnd() {
    const region = stream(), dock = bar.parentElement.getBoundingClientRect();
    const isBusy = region.contains(document.activeElement) || !getSelection().isCollapsed || region.querySelector("details[open]");
    return !isBusy && !location.search.includes("before=") && !region.dataset.longer && region.getBoundingClientRect().bottom <= dock.top + 24;
  }

  document.getElementById("composer").addEventListener("input", () => { typedAt = Date.now(); });
  document.addEventListener("desk:sent", () => { typedAt = 0; });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => { if (detail.target.id === "earlier") stream().dataset.longer = "yes"; });
  bar.addEventListener("click", () => {
    showsNews = true;
    htmx.trigger(document.body, "ticket-changed");
  });
  // The message that is being read stays where it is, whatever came or went above it
  let anchor = null;
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "stream" || detail.requestConfig.verb !== "get") return;
    const read = [...stream().querySelectorAll(".message[id]")].find((message) => message.getBoundingClientRect().bottom > 0);
    anchor = read && { id: read.id, top: read.getBoundingClientRect().top };
  });
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (target.id !== "stream") return;
    const again = anchor && document.getElementById(anchor.id);
    if (again) scrollBy({ top: again.getBoundingClientRect().top - anchor.top, behavior: "instant" });
    anchor = null;
    offer("");
    if (showsNews) stream().querySelector(".entry:last-child")?.scrollIntoView({ block: "center" });
    showsNews = false;
  });
  document.addEventListener("visibilitychange", beat);
  addEventListener("pagehide", () => { desk.post(here.dataset.url, fields({ gone: "yes" }), { keepalive: true }).catch(() => { /* it passes */ }); });
  timer = setTimeout(beat, FIRST);
})();
