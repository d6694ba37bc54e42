// Attachments: uploaded one after the other as they are chosen, each with its progress. The desk answers with the basket as
// it is then. A form that is sent meanwhile waits for them. Loaded by desk.js with the first file.
const pending = new Map(); // form → how many are on their way
const last = new WeakMap(); // box → what has to end first

export function upload(box, files) {
  for (const file of files) {
    if (file.size > Number(box.dataset.largest)) tell(box, file.name, box.dataset.large);
    else after(box, () => send(box, file.name, { attachments: file }, progress(box, file)));
  }
}

export function remove(box, input) {
  const chips = [...box.querySelectorAll("[data-unattach]")];
  const next = chips[chips.indexOf(input) + 1] || chips[chips.indexOf(input) - 1];
  after(box, () => send(box, "", { remove: input.value }).then(() => {
    (document.getElementById(next?.id) || box.querySelector("[type=file]")).focus();
  }));
}

function after(box, act) {
  const { form } = box.querySelector("[type=file]");
  pending.set(form, (pending.get(form) || 0) + 1);
  const ended = (last.get(box) || Promise.resolve()).then(act).finally(() => {
    pending.set(form, pending.get(form) - 1);
    if (!pending.get(form)) form.dispatchEvent(new Event("desk:attached"));
  });
  last.set(box, ended.catch(() => {}));
}

function progress(box, file) {
  const chip = document.createElement("li");
  chip.className = "chip";
  const name = Object.assign(document.createElement("b"), { textContent: file.name, dir: "auto" });
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", `${box.dataset.coming} ${file.name}`);
  chip.append(name, bar);
  list(box, "basket-coming").append(chip);
  return { chip, bar };
}

function list(box, name) {
  const found = box.querySelector(`.${name}`);
  if (found) return found;
  const made = Object.assign(document.createElement("ul"), { className: `basket-files ${name}` });
  box.querySelector(".basket").after(made);
  return made;
}

function tell(box, name, sentence) {
  const told = Object.assign(document.createElement("p"), { className: "invalid-feedback d-block", textContent: `${name} ${sentence}`.trim() });
  told.setAttribute("role", "alert");
  told.dir = "auto";
  box.querySelector(".basket").prepend(told);
}

function send(box, name, fields, shown, isAgain = false) {
  const basket = box.querySelector(".basket");
  const form = box.querySelector("[type=file]").form;
  const data = new FormData();
  for (const field of ["csrfmiddlewaretoken", "basket"]) data.append(field, form.elements[field].value);
  for (const [field, value] of Object.entries(fields)) data.append(field, value);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", box.dataset.attach);
    request.setRequestHeader("HX-Request", "true");
    if (shown) request.upload.onprogress = (event) => { shown.bar.value = event.loaded / event.total; };
    request.onloadend = () => {
      const fresh = request.status === 403 && !isAgain && freshToken(request);
      if (fresh) {
        for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = fresh;
        return resolve(send(box, name, fields, shown, true));
      }
      shown?.chip.remove();
      const page = [200, 422, 429].includes(request.status) && new DOMParser().parseFromString(request.responseText, "text/html");
      const answer = page && page.querySelector(".basket");
      if (answer) basket.replaceChildren(...answer.childNodes);
      else tell(box, name, { 401: box.dataset.signedOut, 413: box.dataset.large }[request.status] || box.dataset.failed);
      resolve();
    };
    request.send(data);
  });
}

function freshToken(request) {
  try {
    return JSON.parse(request.getResponseHeader("HX-Trigger"))["desk:csrf"].token;
  } catch { // refused for another reason
    return "";
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!pending.get(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.addEventListener("desk:attached", () => form.requestSubmit(event.submitter), { once: true });
}, true);
