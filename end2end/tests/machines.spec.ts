// A module of a company's own, from nothing: made, filled, put on a board, given to one role, read by programs.
import { type Locator, type Page } from "@playwright/test";
import { OWNER, test } from "../company.ts";
import { signedIn } from "../people.ts";
import { create, find, patch, read } from "../rest.ts";
import { expect, expectAccessible, isPhone, main, open, shot, signInByForm } from "../support.ts";
import { csv, lines, Wizard } from "../wizard.ts";

/** Fills the dialog that is open and saves it. */
async function save(dialog: Locator, texts: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(texts)) await dialog.getByLabel(label, { exact: true }).fill(text);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
}

/** Adds a field in the dialog; `more` does what its kind needs. */
async function addField(
  page: Page,
  label: string,
  kind: string,
  more: (dialog: Locator) => Promise<unknown> = async () => {},
): Promise<void> {
  await main(page).getByRole("button", { name: "New field in General" }).click();
  const dialog = page.getByRole("dialog", { name: "New field" });
  await dialog.getByLabel("Label *", { exact: true }).fill(label);
  await dialog.getByLabel("Kind *", { exact: true }).selectOption(kind);
  await more(dialog);
  await save(dialog, {});
  await expect(field(page, label)).toBeVisible();
}

const field = (page: Page, label: string) => main(page).getByRole("listitem").filter({ hasText: label });

const rows = Array.from({ length: 1000 }, (_, at) => {
  const state = ["New", "In use", "In repair", "Scrapped"][at % 4];
  const month = String((at % 12) + 1).padStart(2, "0");
  return [`Машина ${at + 1} 机床`, `SN-${10_000 + at}`, state, `${1000 + at}.25`, `2026-${month}-15`, at % 2 ? "yes" : "no"];
});

test("a module of machines is made, filled, shown and given to one role", async ({ page, browser, company }) => {
  test.slow();
  await signInByForm(page, OWNER);

  await open(page, "/settings/modules");
  await main(page).getByRole("button", { name: "New module" }).click();
  const dialog = page.getByRole("dialog", { name: "New module" });
  await dialog.getByLabel("Label *", { exact: true }).fill("Machines");
  await dialog.getByLabel("Label of one *", { exact: true }).fill("Machine");
  await dialog.getByLabel("factory").check({ force: true });
  await expectAccessible(page);
  await shot(page, "shape-module");
  await save(dialog, { "Numbers start with": "M-" });
  await page.waitForURL("**/settings/modules/machines");
  await expect(main(page).getByRole("heading", { level: 1, name: "Machines" })).toBeVisible();

  const inLists = (dialog: Locator) => dialog.getByLabel("In lists").check();
  await addField(page, "Serial number", "Text", async (dialog) => {
    await dialog.getByLabel("No value twice").check();
    await inLists(dialog);
  });
  await addField(page, "State", "One of a list", async (dialog) => {
    const states: [string, string][] = [["New", "blue"], ["In use", "green"], ["In repair", "amber"], ["Scrapped", "red"]];
    for (const [at, [label, color]] of states.entries()) {
      if (at) await dialog.getByRole("button", { name: "Add a choice" }).click();
      await dialog.getByLabel(`Choice ${at + 1}`, { exact: true }).fill(label);
      await dialog.getByLabel(`Colour of ${label}`).selectOption(color);
    }
    await dialog.getByLabel("Meaning of Scrapped on a board").selectOption("lost");
    await inLists(dialog);
    await expectAccessible(page);
    await shot(page, "shape-choices");
  });
  await addField(page, "Price", "Amount of money", inLists);
  await addField(page, "Bought", "Date", inLists);
  await addField(page, "Leased", "Yes or no");
  await addField(page, "Customer", "Link to a record", (dialog) => dialog.getByLabel("Points to").selectOption("Accounts"));
  await addField(page, "Operator", "User");
  await addField(page, "Running hours", "Whole number");
  await addField(page, "Weight", "Decimal number", (dialog) => dialog.getByLabel("Digits").fill("3"));
  await addField(page, "Options", "Several of a list", (dialog) => dialog.getByLabel("Choice 1", { exact: true }).fill("Cooling"));

  // What cannot be is said at the field, and nothing is lost.
  await main(page).getByRole("button", { name: "New field in General" }).click();
  const wrong = page.getByRole("dialog", { name: "New field" });
  await wrong.getByLabel("Label *", { exact: true }).fill("Empty list");
  await wrong.getByLabel("Kind *", { exact: true }).selectOption("One of a list");
  await wrong.getByRole("button", { name: "Save" }).click();
  await expect(wrong.getByText("This must be filled in.")).toBeVisible();
  await wrong.getByRole("button", { name: "Cancel" }).click();

  // The form: a section of its own, a field moved by keys, one hidden.
  await main(page).getByRole("button", { name: "New section" }).click();
  const named = main(page).getByLabel("Name of the section").last();
  await named.fill("Service");
  await named.press("Enter");
  const grip = field(page, "Options").getByRole("button", { name: /^Options: / });
  await grip.focus();
  await grip.press("ArrowDown");
  await expect(main(page).getByRole("region", { name: "Service" }).getByText("Options")).toBeVisible();
  await expect.poll(async () => (await find(page, "layouts", "module = machines"))[0]?.sections).toContain("options");
  if (!isPhone()) {
    const from = await field(page, "Weight").getByRole("button", { name: /^Weight: / }).boundingBox();
    const to = await main(page).getByRole("region", { name: "Service" }).getByText("Options").boundingBox();
    if (!from || !to) throw new Error("nothing to drag");
    await page.mouse.move(from.x + 8, from.y + 8);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 4, { steps: 10 });
    await page.mouse.up();
    await expect(main(page).getByRole("region", { name: "Service" }).getByText("Weight")).toBeVisible();
    await expect.poll(async () => (await find(page, "layouts", "module = machines"))[0].sections).toContain("weight\noptions");
  }
  await expectAccessible(page);
  await shot(page, "shape-form");

  await main(page).getByRole("button", { name: "Edit module" }).click();
  const edit = page.getByRole("dialog", { name: "Edit module" });
  await edit.getByLabel("Board by the field").selectOption("State");
  await edit.getByLabel("Amount added up on the board").selectOption("Price");
  await save(edit, {});

  // A thousand of them from a file, by the ordinary import.
  const wizard = new Wizard(page);
  await wizard.open("machines");
  await wizard.upload(csv("machines.csv", lines([["Name", "Serial number", "State", "Price", "Bought", "Leased"], ...rows])));
  await wizard.checked();
  await wizard.imported();
  expect(await wizard.figures()).toMatchObject({ Rows: "1,000", Added: "1,000" });

  await open(page, "/m/machines?filter=" + encodeURIComponent('state = in_repair and price > 1900'));
  await expect(main(page).getByText("Машина 903 机床").first()).toBeVisible();
  await shot(page, "machines-list");
  await open(page, "/m/machines/board");
  await expect(page.getByRole("listitem", { name: /^In use: \d/ })).toBeVisible();
  await expectAccessible(page);
  await shot(page, "machines-board");
  await open(page, "/m/machines/new");
  await expect(main(page).getByRole("heading", { name: "Service" })).toBeVisible();
  await expect(main(page).getByLabel("Weight")).toBeVisible();
  await shot(page, "machines-form");

  // Programs read and write it, and it is described.
  const found = await page.request.get("/api/v1/machines", { params: { filter: "serial_number = SN-10041", count: "exact" } });
  const { data, count } = await found.json();
  expect(count).toBe(1);
  expect(data[0]).toMatchObject({ name: "Машина 42 机床", number: "M-00042", state: "in_use", price: "1041.25", leased: true });
  const account = await create(page, "accounts", { name: "Nordkaffe" });
  const made = await create(page, "machines", { name: "Mühle", customer: account.id, weight: "12.125", options: ["cooling"] });
  expect(await read(page, "machines", made.id)).toMatchObject({ number: "M-01001", weight: "12.125", options: ["cooling"] });
  const described = await (await page.request.get("/api/v1/openapi.json")).json();
  expect(described.components.schemas.machines.properties.state.enum).toContain("in_repair");

  // One role only: the others' profile does not let them see it.
  const others = await find(page, "roles", 'name in ("Manager", "Representative")');
  const manager = others.find((role) => role.name === "Manager")!;
  const [sales] = await find(page, "profiles", 'name = "Sales"');
  const roles = [
    await create(page, "roles", { name: "Service", level: "manager", parent: manager.parent, sees_all: true }),
    await create(page, "roles", { name: "Sales", level: "manager", parent: manager.parent, profile: sales.id }),
  ];
  for (const role of others) expect(await patch(page, "roles", role.id, { profile: sales.id })).toBe(200);
  const people = [];
  for (const [at, role] of roles.entries()) {
    const person = { email: `p${at}@example.com`, password: "a rather long sentence" };
    const user = await create(page, "users", { name: `Person ${at}`, email: person.email, role: role.id });
    const headers = { origin: new URL(page.url()).origin };
    await page.request.post("/rpc/set_password", { data: { user: user.id, new: person.password }, headers });
    people.push(person);
  }
  await open(page, "/settings/access");
  if (isPhone()) await main(page).getByLabel("Profile shown").selectOption("Sales");
  const see = main(page).getByRole("button", { name: "See: Machines, Sales", exact: true });
  await see.click();
  await expect(see).toHaveAttribute("aria-pressed", "false");
  const [service, seller] = [
    await signedIn(browser, people[0], company.url),
    await signedIn(browser, people[1], company.url),
  ];
  await open(service, "/m/machines");
  await expect(main(service).getByText("Машина").first()).toBeVisible();
  expect((await seller.request.get("/api/v1/machines")).status()).toBe(404);
  await open(seller, "/m/machines");
  await expect(seller.getByText("There is no such page or record, or you may not see it.")).toBeVisible();

  // Another name reaches the page that stands open, without loading it anew.
  await create(page, "custom_fields", { module: "machines", label: "Гарантия", kind: "date", in_list: true });
  if (!isPhone()) await expect(service.getByRole("columnheader", { name: /Гарантия/ })).toBeVisible();

  // Retired and back, with all that lay in it.
  await open(page, "/settings/modules/machines");
  await field(page, "Price").getByRole("button", { name: "Price" }).last().click();
  await page.getByRole("dialog", { name: "Edit Price" }).getByRole("button", { name: "Retire" }).click();
  await page.getByRole("dialog", { name: "Retire “Price”?" }).getByRole("button", { name: "Retire" }).click();
  await expect(field(page, "Price")).toHaveCount(0);
  expect(await read(page, "machines", data[0].id)).not.toHaveProperty("price");
  await main(page).getByRole("button", { name: "Bring back" }).click();
  await expect(field(page, "Price")).toBeVisible();
  expect(await read(page, "machines", data[0].id)).toMatchObject({ price: "1041.25" });

  // A whole number becomes a decimal, and then some value needs it to be one.
  const kind = async (is: string, error?: string) => {
    await field(page, "Running hours").getByRole("button", { name: "Running hours" }).last().click();
    const edit = page.getByRole("dialog", { name: "Edit Running hours" });
    await edit.getByLabel("Kind *", { exact: true }).selectOption(is);
    await edit.getByRole("button", { name: "Save" }).click();
    if (!error) return await expect(edit).toBeHidden();
    await expect(edit.getByText(error)).toBeVisible();
    await shot(page, "shape-kind");
    await edit.getByRole("button", { name: "Cancel" }).click();
  };
  await patch(page, "machines", data[0].id, { running_hours: 1200 });
  await kind("Decimal number");
  expect(await read(page, "machines", data[0].id)).toMatchObject({ running_hours: "1200" });
  await patch(page, "machines", data[0].id, { running_hours: "1200.5" });
  await kind("Whole number", "Something that is kept in this field cannot be kept this way.");
  expect(await read(page, "machines", data[0].id)).toMatchObject({ running_hours: "1200.5" });
});
