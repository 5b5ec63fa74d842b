package dev.lastcall.ways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import ways.rows.Direct;
import ways.rows.Natives;

/** The judge of the matrix is judged: it must be able to say no. */
class VerdictsTest {
    private static final WayRow PLAIN = WayRow.of(Direct.class).get(0);
    private static final WayRow WITH_REASON = WayRow.of(Natives.class).stream()
            .filter(row -> !row.way().notCounted().isEmpty())
            .findFirst()
            .orElseThrow();

    @Test
    void aNoWithoutAReasonIsAFaultThatNamesItsJdks() {
        Cell no = new Cell("counted 2 of 3", "", "");
        assertThat(Verdicts.faults(Map.of(17, Map.of(PLAIN, no))))
                .containsExactly("Direct.StaticMethod counted: counted 2 of 3 on [17]");
    }

    @Test
    void aYesInSpiteOfAReasonIsAFault() {
        Cell yes = new Cell("", "no", "no");
        assertThat(Verdicts.faults(Map.of(17, Map.of(WITH_REASON, yes))))
                .singleElement()
                .asString()
                .contains("counted: yes, so the row must not say");
    }

    @Test
    void aNoWithItsReasonIsNone() {
        assertThat(Verdicts.faults(Map.of(17, Map.of(WITH_REASON, new Cell("no", "no", "no")))))
                .isEmpty();
    }

    @Test
    void theColumnsOfAJdkThatIsNotInstalledAreNotCompared() {
        String page = """
                | way | 17 counted | 17 attributed | 17 blocked | 25 counted | 25 attributed | 25 blocked |
                |---|---|---|---|---|---|---|
                | static method | yes | yes | yes | yes | **no**: x | yes |
                """;
        String now = page.replace("**no**: x", "yes");
        assertThat(Page.columns(now, java.util.List.of(17))).isEqualTo(Page.columns(page, java.util.List.of(17)));
        assertThat(Page.columns(now, java.util.List.of(17, 25)))
                .isNotEqualTo(Page.columns(page, java.util.List.of(17, 25)));
    }

    @Test
    void rulesAreNamedAfterTheirRows() {
        assertThat(PLAIN.id()).isEqualTo("direct-static-method");
        assertThat(PLAIN.callers()).containsExactly("ways.rows.Direct$StaticMethod#call");
        assertThat(PLAIN.signatures()).containsExactly("ways.rows.Direct$StaticMethod$Old");
    }

    @Test
    void columnsOfOtherToolsStayWhereTheyAreWhenOursAreWrittenAnew() {
        String page = """
                # Title

                ## Direct

                | way | 17 counted | 25 counted | Peer counted | Peer blocked |
                |---|---|---|---|---|
                | static method | yes | yes | 2 of 3 | cannot |

                ## Other tools

                Peer 1.0
                """;
        assertThat(PeerColumns.of(page).addTo(PeerColumns.without(page))).isEqualTo(page);
        String now = PeerColumns.without(page).replace("yes |\n", "yes |\n| new way | yes | yes |\n");
        assertThat(PeerColumns.of(page).addTo(now))
                .contains("| static method | yes | yes | 2 of 3 | cannot |")
                .contains("| new way | yes | yes | not measured | not measured |");
        assertThat(PeerColumns.without(page)).doesNotContain("Peer", "cannot");
    }

    @Test
    void rowsThatWereNotMeasuredAreAddedToThoseThatWere() {
        String page = """
                ## Direct

                | way | 25 counted | Peer counted | Peer attributed | Peer blocked |
                |---|---|---|---|---|
                | static method | yes | not measured | not measured | not measured |
                | measured before | yes | 2 of 3 | no | yes |
                """;
        PeerColumns before = PeerColumns.of(page);
        assertThat(before.lack(PLAIN)).isTrue();
        assertThat(before.summary("Peer"))
                .isEqualTo("0 of 1 ways counted exactly, 0 of them with caller, method and line, 1 blocked");
        PeerColumns measured = new PeerColumns(
                before.titles(), Map.of("Directstatic method", java.util.List.of("yes", "yes", "ran 3 times")), "");
        PeerColumns both = measured.over(before);
        assertThat(both.lack(PLAIN)).isFalse();
        assertThat(both.addTo(PeerColumns.without(page)))
                .contains("| static method | yes | yes | yes | ran 3 times |")
                .contains("| measured before | yes | 2 of 3 | no | yes |");
        assertThat(both.summary("Peer"))
                .isEqualTo("1 of 2 ways counted exactly, 1 of them with caller, method and line, 1 blocked");
        PeerColumns ofAnother = new PeerColumns(java.util.List.of("Other counted"), Map.of(), "");
        assertThatThrownBy(() -> ofAnother.over(before)).hasMessageContaining("Other counted");
    }

    @Test
    void thePagesSumsOfOtherToolsAreThoseOfItsColumns() throws IOException {
        String page = Files.readString(WaysToCallTest.PAGE);
        PeerColumns columns = PeerColumns.of(page);
        assertThat(columns.peers())
                .isNotEmpty()
                .allSatisfy(peer -> assertThat(
                                columns.section().lines().filter(line -> line.startsWith("- " + peer + " ")))
                        .singleElement()
                        .asString()
                        .endsWith(": " + columns.summary(peer)));
    }

    @Test
    void anotherToolsCellIsYesOnlyIfCountAndPlaceAreRight() {
        GroundTruth three = new GroundTruth(PLAIN.name(), 3, 3, 0, 0, 0, 0, java.util.List.of());
        Seen right = new Seen(
                PLAIN.id(),
                PLAIN.callers().get(0),
                Sources.marked(PLAIN).iterator().next(),
                3);
        Seen fewer = new Seen(right.rule(), right.caller(), right.line() + 1, 2);
        assertThat(PeerCell.of(PLAIN, three, java.util.List.of(right), true, three))
                .isEqualTo(new PeerCell("yes", "yes", "ran 3 times"));
        assertThat(PeerCell.of(PLAIN, three, java.util.List.of(fewer), false, null))
                .isEqualTo(new PeerCell("2 of 3", "no", "cannot"));
        assertThat(PeerCell.of(PLAIN, null, java.util.List.of(right), false, null))
                .isEqualTo(new PeerCell("did not run", "did not run", "cannot"));
    }
}
