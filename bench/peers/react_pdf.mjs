// A résumé by @react-pdf/renderer, warm: one JSON request a line on standard input, one JSON answer a line.
//
// The layout is that of the design "Modern Professional": name, headline and contacts above a rule, headings in
// colour, dates at the right, bullets, skills by category, four embedded typefaces, page numbers from page 2.
// {"fonts": folder} comes first, then {"resume": …, "save": path or ""}.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.argv[2] + "/"));
const React = require("react");
const renderer = await import(pathToFileURL(require.resolve("@react-pdf/renderer")));
const { Document, Font, Link, Page, StyleSheet, Text, View, renderToBuffer } = renderer;
const h = React.createElement;
const GREY = "#4b5563";
const styles = StyleSheet.create({
  page: { fontFamily: "Sans", fontSize: 9.8, lineHeight: 1.37, color: "#1f2937", padding: "15mm 18mm 16mm" },
  header: { borderBottom: "1.6pt solid #2563eb", paddingBottom: 8 },
  name: { fontSize: 26, fontWeight: 700, lineHeight: 1.12, color: "#1e40af" },
  headline: { fontSize: 12.5, lineHeight: 1.3, color: "#2563eb", marginTop: 2 },
  contacts: { flexDirection: "row", flexWrap: "wrap", fontSize: 9.2, color: "#374151", marginTop: 6 },
  contact: { marginRight: 12, color: "#374151", textDecoration: "none" },
  section: { marginTop: 12 },
  heading: { fontSize: 10.6, fontWeight: 700, letterSpacing: 0.5, color: "#1e40af", marginBottom: 4 },
  entry: { marginBottom: 7.5 },
  row: { flexDirection: "row", justifyContent: "space-between" },
  title: { fontSize: 10.6, fontWeight: 600, color: "#111827" },
  period: { fontSize: 9.4, color: GREY },
  organization: { fontWeight: 600, color: "#2563eb", marginRight: 7 },
  bullet: { flexDirection: "row", marginTop: 1.5 },
  dot: { width: 11, color: "#2563eb" },
  grow: { flex: 1 },
  detail: { fontSize: 9.2, color: GREY, marginTop: 2.7 },
  label: { fontWeight: 600, color: "#374151" },
  category: { width: "24%", fontWeight: 600, color: "#111827" },
  foot: { position: "absolute", bottom: 22, left: 51, right: 51, fontSize: 8, color: "#6b7280" },
});
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const month = (date) => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
const period = (entry) => `${month(entry.startDate)} – ${entry.endDate ? month(entry.endDate) : "Present"}`;
const bare = (url) => url.replace("https://", "");

function section(title, ...children) {
  return h(View, { style: styles.section, key: title },
    h(Text, { style: styles.heading, minPresenceAhead: 40 }, title.toUpperCase()), ...children);
}

function entry(title, organization, found, ...children) {
  return h(View, { style: styles.entry, key: found.id, wrap: false },
    h(View, { style: styles.row }, h(Text, { style: styles.title }, title), h(Text, { style: styles.period }, period(found))),
    h(View, { style: { flexDirection: "row" } },
      h(Text, { style: styles.organization }, organization), h(Text, { style: { color: GREY } }, found.location)),
    h(Text, { style: { marginTop: 1.5 } }, found.description), ...children);
}

function detail(label, text) {
  return h(Text, { style: styles.detail }, h(Text, { style: styles.label }, `${label}: `), text);
}

function job(found) {
  const bullets = found.achievements.map((text, n) =>
    h(View, { style: styles.bullet, key: n }, h(Text, { style: styles.dot }, "•"), h(Text, { style: styles.grow }, text)));
  return entry(found.position, found.company, found, ...bullets, detail("Technologies", found.technologies.join(", ")));
}

function skills(found) {
  const categories = Object.groupBy ? Object.groupBy(found, (skill) => skill.category) : grouped(found);
  return Object.entries(categories).map(([category, all]) =>
    h(View, { style: { flexDirection: "row", marginTop: 1.5 }, key: category },
      h(Text, { style: styles.category }, category), h(Text, { style: styles.grow }, all.map((skill) => skill.name).join(", "))));
}

function grouped(found) {
  const categories = {};
  for (const skill of found) (categories[skill.category] ??= []).push(skill);
  return categories;
}

function resume(data) {
  const who = data.personal_info;
  const name = `${who.firstName} ${who.lastName}`;
  const links = [who.linkedin, who.github, who.website];
  return h(Document, { title: `${name} – Résumé`, author: name, language: "en" },
    h(Page, { size: "A4", style: styles.page },
      h(View, { style: styles.header },
        h(Text, { style: styles.name }, name),
        h(Text, { style: styles.headline }, who.headline),
        h(View, { style: styles.contacts },
          h(Link, { style: styles.contact, src: `mailto:${who.email}` }, who.email),
          h(Text, { style: styles.contact }, who.phone),
          h(Text, { style: styles.contact }, who.location),
          ...links.map((url) => h(Link, { style: styles.contact, src: url, key: url }, bare(url))))),
      section("Summary", h(Text, { key: "s" }, data.summary)),
      section("Work Experience", ...data.work_experience.map(job)),
      section("Education", ...data.education.map((study) =>
        entry(`${study.degree}, ${study.field}`, study.institution, study, detail("GPA", study.gpa)))),
      section("Skills", ...skills(data.skills)),
      h(View, { style: [styles.foot, styles.row], fixed: true },
        h(Text, { render: ({ pageNumber }) => (pageNumber > 1 ? name : "") }),
        h(Text, { render: ({ pageNumber, totalPages }) => (pageNumber > 1 ? `Page ${pageNumber} of ${totalPages}` : "") }))));
}

function register(folder) {
  const face = (file, fontWeight, fontStyle) => ({ src: `${folder}/${file}.ttf`, fontWeight, fontStyle });
  Font.register({
    family: "Sans",
    fonts: [
      face("saaska-sans-400", 400, "normal"), face("saaska-sans-400-italic", 400, "italic"),
      face("saaska-sans-600", 600, "normal"), face("saaska-sans-700", 700, "normal"),
    ],
  });
  Font.registerHyphenationCallback((word) => [word]);
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  if (request.fonts) {
    register(request.fonts);
    continue;
  }
  const started = process.hrtime.bigint();
  const spent = process.cpuUsage();
  const pdf = await renderToBuffer(resume(request.resume));
  const { user, system } = process.cpuUsage(spent);
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  if (request.save) writeFileSync(request.save, pdf);
  console.log(JSON.stringify({ cpu: (user + system) / 1000, wall, bytes: pdf.length, memory: process.memoryUsage().rss }));
}
