// Themes and places are boxes: the button below them opens the chooser's form for proposals, and its answer becomes a ticked box.
function addBox(group, name, record, note) {
  const known = group.querySelector(`input[value="${CSS.escape(record.id)}"]`);
  if (known) return known;
  const id = `${group.id}_proposed_${record.id}`;
  const box = Object.assign(document.createElement("input"), { type: "checkbox", name, value: record.id, id });
  const label = Object.assign(document.createElement("label"), { htmlFor: id });
  label.append(box, ` ${record.string} (${note})`);
  const row = document.createElement("div");
  row.append(label);
  group.append(row);
  return box;
}

// The tabs of the dialog begin to work a moment after they are there; on a slow machine that takes seconds.
function openForm(tries = 100) {
  const tab = document.querySelector(".modal #tab-label-create");
  if (!tab || tab.getAttribute("aria-selected") === "true") return;
  tab.click();
  if (tries) setTimeout(openForm, 100, tries - 1);
}

function tick(box) {
  box.checked = true;
  for (const type of ["input", "change"]) box.dispatchEvent(new Event(type, { bubbles: true }));
  box.focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-propose]");
  if (!button || !window.ModalWorkflow) return;
  const { propose, name, note } = button.dataset;
  const group = document.getElementById(`id_${name}`);
  const handlers = window.CHOOSER_MODAL_ONLOAD_HANDLERS;
  window.ModalWorkflow({
    url: propose,
    onload: {
      ...handlers,
      choose(modal, data) {
        handlers.choose(modal, data);
        document.querySelector(".modal").setAttribute("aria-label", button.textContent.trim());
        openForm();
      },
    },
    responses: { chosen: (record) => group && tick(addBox(group, name, record, note)) },
  });
});

const findName = () => document.querySelector(".modal [data-chooser-modal-creation-form] [name$='name']");

// Who searched in vain does not type the name again: it goes along to the form of the proposal.
document.addEventListener("click", (event) => {
  if (!event.target.closest(".modal [role='tab'][id='tab-label-create']")) return;
  if (event.isTrusted) setTimeout(openForm, 100); // pressed before the tabs work
  const searched = document.querySelector(".modal #id_q")?.value.trim();
  const name = findName();
  if (name && searched && !name.value) name.value = searched;
  if (name) enter(name);
});

// The form begins with the name, and is in sight a moment after its tab was pressed.
function enter(field, tries = 100) {
  if (field.getClientRects().length) {
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  } else if (field.isConnected && tries) setTimeout(enter, 50, field, tries - 1);
}

// A dialog takes the focus itself once it has moved in; until then the name had it, or the field in which one searches.
window.jQuery?.(document).on("shown.bs.modal", ".modal", (event) => {
  if (document.activeElement !== event.target && event.target.contains(document.activeElement)) return;
  const isShown = (field) => field?.getClientRects().length > 0;
  const search = event.target.querySelector("#id_q");
  if (isShown(findName())) enter(findName());
  else if (isShown(search) && matchMedia("(pointer: fine)").matches) enter(search);
});
