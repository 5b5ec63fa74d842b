package dev.lastcall.ways;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns of other tools, which stand at the right of the page's tables, and the section about them. Pure. */
record PeerColumns(List<String> titles, Map<String, List<String>> cells, String section) {
    static final String SECTION = "## Other tools\n";
    private static final String NOT_MEASURED = "not measured";
    private static final String COUNTED = " counted";
    private static final String WAY = "| way ";
    private static final String BETWEEN = " | ";

    /** As measured. */
    static PeerColumns measured(Map<Peer, Map<WayRow, PeerCell>> byPeer, String section) {
        List<String> titles = new ArrayList<>();
        Map<String, List<String>> cells = new LinkedHashMap<>();
        byPeer.forEach((peer, rows) -> {
            for (String what : List.of("counted", "attributed", "blocked")) {
                titles.add(peer.title() + " " + what);
            }
            rows.forEach((row, cell) -> cells.computeIfAbsent(key(row), key -> new ArrayList<>())
                    .addAll(List.of(cell.counted(), cell.attributed(), cell.blocked())));
        });
        return new PeerColumns(titles, cells, section);
    }

    /** As they stand in a page. */
    static PeerColumns of(String page) {
        List<String> titles = new ArrayList<>();
        Map<String, List<String>> cells = new LinkedHashMap<>();
        String group = "";
        int own = 0;
        for (String line : table(page).split("\n", -1)) {
            List<String> parts = parts(line);
            if (line.startsWith("## ")) {
                group = line.substring(3);
            } else if (line.startsWith(WAY)) {
                own = ownColumns(parts);
                titles = parts.subList(own, parts.size());
            } else if (line.startsWith("| ")) {
                cells.put(group + parts.get(0), parts.subList(own, parts.size()));
            }
        }
        int section = page.indexOf(SECTION);
        return new PeerColumns(titles, cells, section < 0 ? "" : page.substring(section));
    }

    private static String key(WayRow row) {
        return Page.words(row.group()) + row.way().value();
    }

    /** Whether the row has no cells, or cells that say it was not measured. */
    boolean lack(WayRow row) {
        return cells.getOrDefault(key(row), List.of(NOT_MEASURED)).contains(NOT_MEASURED);
    }

    /** These, and of the others the rows that these don't have. */
    PeerColumns over(PeerColumns others) {
        if (!titles.equals(others.titles)) {
            throw new IllegalArgumentException(titles + " were measured, and the page has " + others.titles);
        }
        Map<String, List<String>> both = new LinkedHashMap<>(others.cells);
        both.putAll(cells);
        return new PeerColumns(titles, both, section);
    }

    PeerColumns with(String newSection) {
        return new PeerColumns(titles, cells, newSection);
    }

    /** The tools' titles, in the order of their columns. */
    List<String> peers() {
        return titles.stream()
                .filter(title -> title.endsWith(COUNTED))
                .map(title -> title.substring(0, title.length() - COUNTED.length()))
                .toList();
    }

    /** What a tool's columns come to, of the rows that were measured and ran under it. */
    String summary(String peer) {
        int counted = titles.indexOf(peer + COUNTED);
        long ran = 0;
        long exact = 0;
        long placed = 0;
        long blocked = 0;
        boolean canRefuse = true;
        for (List<String> row : cells.values()) {
            String count = row.get(counted);
            if (count.equals(NOT_MEASURED) || count.equals(PeerCell.notRun().counted())) {
                continue;
            }
            ran++;
            boolean isExact = count.equals(PeerCell.YES);
            exact += isExact ? 1 : 0;
            placed += isExact && row.get(counted + 1).equals(PeerCell.YES) ? 1 : 0;
            blocked += row.get(counted + 2).equals(PeerCell.YES) ? 1 : 0;
            canRefuse &= !row.get(counted + 2).equals(PeerCell.CANNOT);
        }
        return exact + " of " + ran + " ways counted exactly, " + placed + " of them with caller, method and line, "
                + (canRefuse ? blocked + " blocked" : "none blocked (it cannot)");
    }

    /** The page with nothing of other tools. */
    static String without(String page) {
        StringBuilder plain = new StringBuilder();
        int own = 0;
        for (String line : table(page).stripTrailing().split("\n", -1)) {
            List<String> parts = parts(line);
            if (line.startsWith(WAY)) {
                own = ownColumns(parts);
            }
            if (line.startsWith("| ")) {
                plain.append("| ")
                        .append(String.join(BETWEEN, parts.subList(0, own)))
                        .append(" |");
            } else if (line.startsWith("|-")) {
                plain.append('|').append("---|".repeat(own));
            } else {
                plain.append(line);
            }
            plain.append('\n');
        }
        return plain.toString();
    }

    /** These columns added to a page that has none. A row that is new since they were measured says so. */
    String addTo(String plain) {
        StringBuilder page = new StringBuilder();
        String group = "";
        for (String line : plain.stripTrailing().split("\n", -1)) {
            page.append(line);
            if (line.startsWith("## ")) {
                group = line.substring(3);
            } else if (line.startsWith(WAY)) {
                append(page, titles);
            } else if (line.startsWith("| ")) {
                append(
                        page,
                        cells.getOrDefault(
                                group + parts(line).get(0), Collections.nCopies(titles.size(), NOT_MEASURED)));
            } else if (line.startsWith("|-")) {
                page.append("---|".repeat(titles.size()));
            }
            page.append('\n');
        }
        return section.isEmpty()
                ? page.toString()
                : page.append('\n').append(section).toString();
    }

    private static void append(StringBuilder page, List<String> more) {
        for (String each : more) {
            page.append(' ').append(each).append(" |");
        }
    }

    private static String table(String page) {
        int section = page.indexOf(SECTION);
        return section < 0 ? page : page.substring(0, section);
    }

    /** The first, and those that are headed by the number of a JDK. */
    private static int ownColumns(List<String> header) {
        int own = 1;
        while (own < header.size() && Character.isDigit(header.get(own).charAt(0))) {
            own++;
        }
        return own;
    }

    private static List<String> parts(String line) {
        return line.startsWith("| ")
                ? List.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
                : List.of();
    }
}
