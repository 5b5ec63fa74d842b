package dev.lastcall.ratchet;

import dev.lastcall.evidence.Calls;
import dev.lastcall.policy.InvalidSignatureException;
import dev.lastcall.policy.Signatures;
import dev.lastcall.text.OneLine;
import dev.lastcall.text.Words;
import dev.lastcall.text.YamlText;
import dev.lastcall.verdict.SeenSite;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Allow entries for the callers that a block would refuse, as YAML to paste into a policy. Pure. */
public final class AllowProposal {
    private static final String INDENT = "      ";
    private static final int EXAMPLES = 3;
    private static final Comparator<Group> MOST_CALLS =
            Comparator.comparing(Group::calls).reversed().thenComparing(group -> group.callers);

    private final Note note;
    private final StringBuilder out = new StringBuilder();

    private AllowProposal(Note note) {
        this.note = note;
    }

    /** What callers are put together by. */
    public enum By {
        CLASS,
        PACKAGE
    }

    /**
     * What each entry says beside its callers.
     *
     * @param reason empty: to be filled in, for a policy is refused as long as it is not
     * @param owner empty if nobody said
     */
    public record Note(
            String reason, String owner, @Nullable LocalDate expires) {}

    private static final class Group {
        private final String callers;
        private final List<SeenSite> sites = new ArrayList<>();

        Group(String callers) {
            this.callers = callers;
        }

        long calls() {
            return sites.stream().mapToLong(SeenSite::openCalls).reduce(0, Calls::sum);
        }
    }

    /** The entries of each rule; empty if there is nothing to allow. */
    public static String of(List<SeenSite> sites, By by, Note note) {
        Map<String, Map<String, Group>> rules = new LinkedHashMap<>();
        for (SeenSite site : sites) {
            if (site.open()) {
                String callers = callers(site, by);
                rules.computeIfAbsent(site.rule(), rule -> new LinkedHashMap<>())
                        .computeIfAbsent(callers, Group::new)
                        .sites
                        .add(site);
            }
        }
        AllowProposal proposal = new AllowProposal(note);
        rules.forEach((rule, groups) -> proposal.rule(rule, new ArrayList<>(groups.values())));
        return proposal.out.toString();
    }

    private static String callers(SeenSite site, By by) {
        String className = site.example().caller().className();
        if (by == By.PACKAGE) {
            int dot = className.lastIndexOf('.');
            return dot < 0 ? site.key().callerClass() : className.substring(0, dot) + ".*";
        }
        // the numbers of anonymous classes change from build to build
        return className.equals(site.key().callerClass())
                ? className
                : site.key().callerClass() + "$*";
    }

    private void rule(String rule, List<Group> groups) {
        groups.sort(MOST_CALLS);
        if (out.isEmpty()) {
            line("# Paste each list into its rule, below the entries of the list that it may have"
                    + (note.reason().isBlank() ? ", and fill in the reasons:" : "."));
            if (note.reason().isBlank()) {
                line("# 'policy check' and each start refuse an entry without one.");
            }
        }
        line("");
        line("  # rule " + rule);
        line("    allow:");
        groups.forEach(this::group);
    }

    private void group(Group group) {
        List<String> examples = group.sites.stream().map(SeenSite::inWords).toList();
        String about = (group.calls() == 0 ? "never reached" : Words.count(group.calls(), "call")) + " at "
                + Words.count(group.sites.size(), "call site") + ": " + Words.some(examples, EXAMPLES);
        line(INDENT + "# " + about);
        if (!canBeNamed(group.callers)) {
            line(INDENT + "# cannot be allowed by name: " + group.callers);
            return;
        }
        line(INDENT + "- callers: " + scalar(group.callers));
        line(INDENT + "  reason:"
                + (note.reason().isBlank()
                        ? ""
                        : ' ' + YamlText.quoted(note.reason().strip())));
        if (!note.owner().isBlank()) {
            line(INDENT + "  owner: " + YamlText.quoted(note.owner().strip()));
        }
        if (note.expires() != null) {
            line(INDENT + "  expires: " + note.expires());
        }
    }

    private static boolean canBeNamed(String callers) {
        try {
            Signatures.parseCallers(callers, "", null, null);
            return true;
        } catch (InvalidSignatureException e) {
            return false;
        }
    }

    private static String scalar(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c == '.'
                    || c == '$'
                    || c == '_'
                    || (c < 128 && Character.isLetterOrDigit(c))
                    || (c == '*' && i > 0);
            if (!plain) {
                return YamlText.quoted(name.strip());
            }
        }
        return name;
    }

    private void line(String text) {
        out.append(OneLine.of(text).stripTrailing()).append('\n');
    }
}
