package dev.lastcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lastcall.evidence.Kind;
import dev.lastcall.evidence.ReferenceKind;
import dev.lastcall.policy.DoubtCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages of the repository: short where users begin, linked without gaps, and complete where they list something.
 */
class DocsTest {
    private static final Path ROOT = Path.of("../..").normalize();
    private static final Path DOCS = ROOT.resolve("agent/docs");

    private static final int README_LINES = 180;

    /** A link to a page or a place on one; images and code do not come with it. */
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|^ {4}.*?$|`[^`\n]*`");

    @Test
    void readmeIsShortEnoughToBeRead() throws IOException {
        assertThat(lines(ROOT.resolve("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
    }

    @Test
    void eachLinkLeadsToAPageAndAHeadingThatExist() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(CODE.matcher(Files.readString(page)).replaceAll("`"));
            while (link.find()) {
                if (!link.group(1).contains("://") && !leadsSomewhere(page, link.group(1))) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theIndexNamesEachPage() throws IOException {
        String index = Files.readString(DOCS.resolve("README.md"));
        try (Stream<Path> pages = Files.list(DOCS)) {
            assertThat(pages.map(page -> page.getFileName().toString())
                            .filter(name -> name.endsWith(".md") && !name.equals("README.md")))
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void theIndexOfDecisionsNamesEachDecision() throws IOException {
        String index = Files.readString(DOCS.resolve("decisions/README.md"));
        try (Stream<Path> pages = Files.list(DOCS.resolve("decisions"))) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    @Test
    void thePageOfTheVerdictExplainsEachDoubt() throws IOException {
        String page = Files.readString(DOCS.resolve("verdict.md"));
        assertThat(Stream.concat(DoubtCode.ACCEPTABLE.stream(), DoubtCode.NEVER_ACCEPTED.stream()))
                .allSatisfy(code -> assertThat(page).containsPattern("(?m)^\\|[^|]*`" + code + "`"));
    }

    @Test
    void thePageOfTheVerdictNamesEachOptionOfCheck() throws IOException {
        String page = Files.readString(DOCS.resolve("verdict.md"));
        assertThat(found("--[a-z-]+(?=[=\\]])", help("help-check.txt")))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(page).contains(option));
    }

    @Test
    void thePageOfTheCommandsNamesEachCommand() throws IOException {
        String page = Files.readString(DOCS.resolve("commands.md"));
        assertThat(found("(?m)(?<=^  )[a-z]+(?=  )", help("help.txt")))
                .contains("check")
                .allSatisfy(command -> assertThat(page).containsPattern("(?m)^\\|.*`" + command + "[ `]"));
    }

    @Test
    void thePageOfTheCommandsExplainsEachKind() throws IOException {
        String page = Files.readString(DOCS.resolve("commands.md"));
        assertThat(Stream.concat(
                        Stream.of(ReferenceKind.values()).map(ReferenceKind::label),
                        Stream.of(Kind.values()).map(Kind::label)))
                .allSatisfy(kind -> assertThat(page).contains("`" + kind + "`"));
    }

    @Test
    void eachDecisionHasStatusAndDate() throws IOException {
        try (Stream<Path> pages = Files.list(DOCS.resolve("decisions"))) {
            assertThat(pages.filter(page -> !page.endsWith("README.md")))
                    .allSatisfy(page -> assertThat(lines(page).get(2))
                            .matches("(Accepted|Replaced by .*,) \\d{4}-\\d\\d-\\d\\d.*\\."));
        }
    }

    private static String help(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/dev/lastcall/cli", name));
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        return lines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")));
        for (Path folder : List.of(DOCS, ROOT.resolve(".github"), ROOT.resolve("test-app"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(".md")
                                && !file.toString().contains("target"))
                        .forEach(pages::add);
            }
        }
        return pages;
    }

    private static List<String> lines(Path page) throws IOException {
        return Files.readAllLines(page);
    }
}
