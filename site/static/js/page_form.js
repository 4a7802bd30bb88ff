// The form of a page in this tab (site/editorial/editor_tabs.py): its saves are counted, an autosave presses no button, and none
// starts once a button is pressed.
const ACTION_FIELDS = /^(action(-.*)?|workflow-action-.*|localize-.*)$/;
const form = document.getElementById("page-edit-form");
const number = form?.elements.namedItem("loaded_form_save");
let sent = false; // a button was pressed and its answer is awaited
let count = Number(number?.value) || 0;

// What was typed without being saved is not put into a newer form by the browser, nor this tab's name into another tab.
if (form) form.autocomplete = "off";

function leave() {
  sent = true;
  count += 1;
  if (number) number.value = count;
}

// The button of an approval that was called off leaves its fields in the form; another button must not send them.
function forgetApproval() {
  form.querySelectorAll("[name='action-workflow-action'], [name^='workflow-action-']").forEach((field) => field.remove());
}

form?.addEventListener(
  "w-autosave:save",
  (event) => {
    if (sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    const data = event.detail.formData;
    for (const name of [...data.keys()]) if (ACTION_FIELDS.test(name)) data.delete(name);
    count += 1;
    data.set("loaded_form_save", count);
  },
  true,
);

// Wagtail takes what stands in a form two seconds after it came for what stood there at first: what was typed by then would
// not be saved until more is typed.
let typed = false;
form?.addEventListener("input", (event) => event.isTrusted && (typed = true));
form?.addEventListener("w-unsaved:watch-edits", () => typed && (form.dataset.wUnsavedForceValue = "true"), { once: true });

// The answer to an autosave that the button has passed is no news for who waits for the button's.
form?.addEventListener("w-autosave:error", (event) => sent && event.stopImmediatePropagation(), true);

form?.addEventListener(
  "submit",
  (event) => {
    if (event.submitter && !event.submitter.dataset.workflowActionName) forgetApproval();
  },
  true,
);
window.addEventListener("submit", (event) => event.target === form && !event.defaultPrevented && leave());

// A save over a newer version is asked about once, by the server, which says what changed. Wagtail's dialog of the same would ask
// before that, and say that going on overwrites; it goes on asking when the network is away.
if (form)
  document.addEventListener(
    "click",
    () => {
      const session = document.querySelector("[data-w-session-intercept-value='conflict']");
      if (session) session.dataset.wSessionInterceptValue = "";
    },
    true,
  );

// The dialog of an approval sends the form without the event.
if (form) {
  form.submit = () => {
    leave();
    HTMLFormElement.prototype.submit.call(form);
  };
}

// Somebody who types on was not taken away by the button, and one who came back is here again.
form?.addEventListener("input", (event) => event.isTrusted && (sent = false));
window.addEventListener("pageshow", (event) => event.persisted && (sent = false));

// While somebody types on a phone the bar of buttons is out of the way (css/admin.css). It comes back after the tap that ended the
// typing: at once, it would lie over what was tapped.
let barReturns; // timer
form?.addEventListener("focusin", (event) => {
  if (!event.target.matches("textarea, input[type='text'], [contenteditable='true']")) return;
  clearTimeout(barReturns);
  document.body.classList.add("is-typing");
});
form?.addEventListener("focusout", () => {
  clearTimeout(barReturns);
  barReturns = setTimeout(() => document.body.classList.remove("is-typing"), 400);
});
