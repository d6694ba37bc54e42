// What is typed: live search, the picker (search as you type in a field), and single keys.
(() => {
  const find = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  // Live search. Leaving the box fires "change": without this, the click that leaves it would lose the row under the pointer.
  document.addEventListener("change", (event) => {
    if (find(event, "[data-live] input[type=search]")) event.stopPropagation();
  }, true);
  document.addEventListener("htmx:configRequest", (event) => {
    if (!event.target.matches("[data-live]")) return;
    const { formData } = event.detail;
    for (const name of new Set(formData.keys())) {
      const given = formData.getAll(name).filter(Boolean);
      formData.delete(name);
      given.forEach((value) => formData.append(name, value)); // addresses without empty parameters
    }
  });
  // One search is one step back, however many pauses its typing had
  let searching = false;
  document.addEventListener("focusin", () => { searching = false; });
  document.addEventListener("htmx:beforeHistoryUpdate", (event) => {
    const box = document.activeElement?.matches("[data-live] input[type=search]");
    if (searching && box) event.detail.history.type = "replace";
    searching = box;
  });

  // Picker: an ARIA combobox. The server answers with <ul role="listbox">, each option carries what it fills in.
  let list = null, input = null, timer = 0, pending = null;
  const options = () => [...list.querySelectorAll('[role="option"]:not([aria-disabled="true"])')];

  function close() {
    clearTimeout(timer);
    pending?.abort();
    list?.remove();
    list = null;
    input?.setAttribute("aria-expanded", "false");
    input?.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    pending?.abort();
    const query = input.value.trim();
    if (query.length < Number(input.dataset.pickerMin || 1)) return close();
    const { signal } = (pending = new AbortController());
    const address = new URL(input.dataset.picker, location);
    address.searchParams.set("q", query);
    try {
      const answer = await fetch(address, { signal, headers: { "HX-Request": "true" } });
      if (answer.status === 401) return window.desk.say("signed-out");
      const text = answer.ok ? await answer.text() : "";
      if (!signal.aborted) offer(new DOMParser().parseFromString(text, "text/html").querySelector('[role="listbox"]'));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function offer(found) {
    list?.remove();
    list = found && document.importNode(found, true);
    if (!list?.childElementCount || document.activeElement !== input) return close();
    list.id = `${input.id}-options`;
    list.classList.add("picker");
    options().forEach((option, index) => { option.id = `${list.id}-${index}`; option.setAttribute("aria-selected", "false"); });
    input.after(list);
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", list.id);
    input.removeAttribute("aria-activedescendant");
    list.scrollIntoView({ block: "nearest" });
  }

  function point(option) {
    options().forEach((other) => other.setAttribute("aria-selected", String(other === option)));
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function pick(option) {
    const { elements } = input.form;
    for (const [name, value] of Object.entries(JSON.parse(option.dataset.values))) {
      if (!elements[name]) continue;
      elements[name].value = value;
      elements[name].dispatchEvent(new Event("change", { bubbles: true }));
    }
    close();
  }

  document.addEventListener("focusin", (event) => {
    const picker = find(event, "[data-picker]");
    if (picker === input) return;
    close();
    input = picker;
    if (!input) return;
    input.autocomplete = "off";
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"]]) input.setAttribute(name, value);
  });
  document.addEventListener("focusout", (event) => { if (event.target === input) close(); });
  document.addEventListener("input", (event) => {
    if (!input || event.target !== input) return;
    const cleared = input.form.elements[input.dataset.pickerClears];
    if (cleared) cleared.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, 250);
  });
  document.addEventListener("pointerdown", (event) => { if (find(event, ".picker")) event.preventDefault(); }); // the focus stays in the field
  document.addEventListener("mousedown", (event) => { if (find(event, ".picker")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const option = find(event, '.picker [role="option"]:not([aria-disabled="true"])');
    if (option) pick(option);
  });
  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== input || event.isComposing) return;
    const all = options();
    const chosen = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const steps = { ArrowDown: (chosen + 1) % all.length, ArrowUp: (chosen <= 0 ? all.length : chosen) - 1 };
    if (event.key in steps && all.length) point(all[steps[event.key]]);
    else if (event.key === "Enter" && chosen >= 0) pick(all[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }, true);

  // Single keys: elements name theirs, data-key="n" or data-key="g t"
  let before = "";
  const rows = () => [...document.querySelectorAll(".desk-table tbody tr")];

  function step(by) {
    const all = rows();
    const here = all.indexOf(document.activeElement?.closest("tr"));
    const row = all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)];
    if (!row) return;
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function act(key) {
    const row = document.activeElement?.closest(".desk-table tbody tr");
    const named = `[data-key="${CSS.escape(key)}"]`;
    if (key === "/") return document.querySelector("main input[type=search], .topbar input[type=search]");
    if (key === "?") return document.querySelector('[data-open="#keys"]');
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    if (key === "o" || (key === "Enter" && row === document.activeElement)) return row?.querySelector(".subject a, td a");
    if (key === "e" && row) return row.querySelector(`${named}, a[data-modal][href$="/edit/"]`);
    return [...document.querySelectorAll(named)].find((one) => !one.closest("tr"));
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (find(event, "input, select, textarea, [contenteditable], dialog") || document.querySelector("dialog[open]")) return;
    const wanted = act(before === "g" ? `g ${event.key}` : event.key);
    before = event.key;
    if (!wanted) return;
    event.preventDefault();
    if (wanted.matches("input")) { wanted.focus(); wanted.select(); } else wanted.click();
  });
})();
