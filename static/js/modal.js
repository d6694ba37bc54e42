// The modal: a native <dialog id="modal"> that htmx fills. And what may go wrong with a request: session, token, network.
(() => {
  const modal = document.getElementById("modal");
  const find = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);
  let opener = null;     // the link that opened it: the focus goes back there
  let finished = false;  // the answer that is being read ends it
  let untouched = "";    // the form as it came, to tell whether something was typed

  const form = () => modal.querySelector("form#modal-form");
  const typed = () => {
    const entries = form() ? [...new FormData(form())] : [];
    return JSON.stringify(entries.map(([name, value]) => [name, value instanceof File ? value.name + value.size : value])
      .filter(([name]) => name !== "csrfmiddlewaretoken"));
  };
  const fields = "input:not([type=hidden]), select, textarea";
  const dirty = () => modal.open && Boolean(form()?.querySelector(fields)) && typed() !== untouched;

  function open(link) {
    if (link.getAttribute("aria-busy") === "true") return;
    link.setAttribute("aria-busy", "true");
    if (!modal.contains(link)) opener = link.closest("details.menu")?.querySelector("summary") || link;
    link.closest("details.menu")?.removeAttribute("open");
    htmx.ajax("GET", link.href, { target: "#modal", swap: "innerHTML" }).finally(() => link.removeAttribute("aria-busy"));
  }

  function shown() {
    const fresh = !modal.open;
    if (fresh) modal.showModal();
    const summary = modal.querySelector("[data-summary], .modal-body [role=alert]");
    untouched = summary ? "" : typed();
    const first = [summary, ...["[autofocus]", "[aria-invalid=true]", `.modal-body :is(${fields}):not(:disabled)`,
      ".modal-footer :is(.btn-primary, .btn-danger)", "[data-close]"].map((selector) => modal.querySelector(selector))].find(Boolean);
    first?.focus();
    modal.querySelector(".modal-body")?.scrollTo(0, 0);
  }

  function close() {
    if (dirty() && !confirm(modal.dataset.leave)) return;
    modal.close();
    modal.replaceChildren();
  }

  function backToOpener() {
    const again = opener?.isConnected ? opener : opener?.href && document.querySelector(`a[href="${CSS.escape(opener.getAttribute("href"))}"]`);
    (again || document.getElementById("main")).focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = find(event, "a[data-modal]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
      event.preventDefault();
      if (dirty() && !confirm(modal.dataset.leave)) return;
      return open(link);
    }
    const entry = find(event, ".banner a[href^='#']");
    const field = entry && document.getElementById(entry.hash.slice(1));
    if (field) {
      event.preventDefault(); // following the address would add to the history
      (field.matches("fieldset") ? field.querySelector(fields) || field : field).focus();
    }
    const opens = find(event, "[data-open]");
    if (opens) document.querySelector(opens.dataset.open).showModal();
    const dialog = find(event, "dialog");
    if (!dialog || !find(event, "[data-close]")) return;
    event.preventDefault();
    if (dialog === modal) close(); else dialog.close();
  });

  document.addEventListener("mousedown", (event) => { if (event.target === modal) event.preventDefault(); }); // the focus stays in its field
  // A press that began inside (selecting text) and ended on the backdrop closes nothing
  let pressed = null;
  document.addEventListener("pointerdown", (event) => { pressed = event.target; });
  document.addEventListener("click", (event) => {
    if (event.target !== pressed || !(pressed instanceof HTMLDialogElement)) return;
    if (pressed !== modal) pressed.close();
    else if (!dirty()) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !modal.open) return;
    event.preventDefault(); // the browser's own Escape asks only once, then closes whatever was typed
    close();
  });
  modal.addEventListener("cancel", (event) => { event.preventDefault(); close(); });
  modal.addEventListener("close", () => { untouched = ""; backToOpener(); });
  addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });

  // What htmx brings
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) untouched = typed(); // saved: leaving needs no question
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr, requestConfig, isError } = event.detail;
    if (target.id === "toasts" && xhr.getResponseHeader("HX-Retarget")) {
      Object.assign(event.detail, { target: desk.place(), shouldSwap: true, isError: false, swapOverride: "afterbegin" });
    }
    const wholePage = /^\s*(<!doctype|<html)/i.test(xhr.responseText);
    if (target !== modal || !wholePage) return;
    event.detail.shouldSwap = false; // an answer made for a window of its own, never for a modal
    if (requestConfig.verb === "get" && !modal.open) location.assign(requestConfig.path);
    else if (!isError) desk.say("failed");
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === modal && modal.firstElementChild && !finished) shown();
  });
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    if (event.detail.target.id !== "toasts") return;
    event.detail.shouldSwap = false; // added to those on the page: replacing a live region would silence it
    desk.place().append(...event.detail.fragment.firstElementChild.children);
  });
  document.addEventListener("desk:done", (event) => {
    finished = true;
    untouched = typed();
    modal.close();
    setTimeout(() => { modal.replaceChildren(); finished = false; }); // not at once: the answer's other events bubble from the form in it
    if (event.detail.go) location.assign(event.detail.go);
  });

  // The focus stays where it was when the piece of the page around it comes again
  let held = null;
  const key = (element) => element.closest("details.menu")?.querySelector("summary[id]") ? `#${element.closest("details.menu").querySelector("summary").id}`
    : element.id ? `#${CSS.escape(element.id)}` : element.dataset.href ? `[data-href="${CSS.escape(element.dataset.href)}"]`
    : element.getAttribute("href") ? `a[href="${CSS.escape(element.getAttribute("href"))}"]` : "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    const active = document.activeElement;
    const goes = (region) => region?.contains(active);
    const isPart = event.detail.target.id === "stream" && [...document.querySelectorAll("#ticket-head, #ticket-side")].some(goes); // they come with it
    held = active && active !== document.body && (isPart || goes(event.detail.target)) && !modal.contains(active) && key(active);
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (!held || document.activeElement !== document.body) return;
    const again = document.querySelector(held) || document.getElementById("main");
    held = null;
    if (again.matches("tr")) again.tabIndex = -1;
    again.focus({ preventScroll: true });
  });

  // Busy regions say so
  document.addEventListener("htmx:beforeRequest", (event) => event.detail.target.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:afterRequest", ({ detail: { target, requestConfig } }) => { // an answer may go elsewhere
    for (const region of [target, requestConfig?.target]) region?.removeAttribute("aria-busy");
  });

  // Session, token, network
  document.addEventListener("desk:signed-out", () => desk.say("signed-out"));
  document.addEventListener("desk:csrf", (event) => {
    desk.renew(event.detail.token);
    event.target.addEventListener("htmx:afterRequest", ({ detail: { requestConfig: sent } }) => {
      if (sent.headers["X-Sent-Again"]) return desk.say("failed");
      // not at once: a form that sends one thing at a time is not done with this one yet
      setTimeout(() => htmx.ajax(sent.verb, sent.path, { source: sent.elt, event: sent.triggeringEvent, target: sent.target, headers: { "X-Sent-Again": "1" } }));
    }, { once: true });
  });
  document.addEventListener("htmx:responseError", (event) => {
    const told = /desk:(csrf|signed-out)/.test(event.detail.xhr.getResponseHeader("HX-Trigger"));
    if (!told) desk.say("failed");
  });
  for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, () => desk.say("unreachable"));
})();
