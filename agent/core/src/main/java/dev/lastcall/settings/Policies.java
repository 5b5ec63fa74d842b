package dev.lastcall.settings;

import dev.lastcall.policy.Mode;
import dev.lastcall.policy.Policy;
import dev.lastcall.policy.PolicyHash;
import dev.lastcall.policy.Rule;
import dev.lastcall.policyfile.PolicyDraft;
import dev.lastcall.policyfile.PolicyFile;
import dev.lastcall.policyfile.Problem;
import dev.lastcall.policyfile.SignatureFile;
import dev.lastcall.policyfile.YamlPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where policies come from. A file whose name ends in {@code .txt} is a forbidden-apis signature file, any other one
 * is YAML (agent/docs/policy.md). Files are read anew at each call. Safe from any thread.
 */
public final class Policies {
    private Policies() {}

    /**
     * The policy of those settings: the rules of all files in their order, then the rule {@code inline}. Without any,
     * a policy without rules.
     *
     * <p>Its mode is that of the settings; else the lowest of the modes that files give; else {@code log}. A rule
     * without a mode of its own is in {@code block}, so that the process mode decides.
     *
     * @throws ConfigurationException with everything that is wrong in all files
     */
    public static Policy load(Settings settings) throws ConfigurationException {
        return load(settings.policy(), settings.inline(), settings.mode(), settings.onErrorExit());
    }

    /**
     * The policy of those files alone.
     *
     * @throws ConfigurationException with everything that is wrong in all files
     */
    public static Policy load(List<String> files) throws ConfigurationException {
        return load(files, null, null, true);
    }

    /**
     * The policy of those files, and of a rule of signatures and callers that a command line gives as {@code
     * --deprecated}, {@code --canonical} and {@code --allow}.
     *
     * @param deprecated empty: there is no such rule
     * @throws ConfigurationException with everything that is wrong in all of it
     */
    public static Policy load(List<String> files, String deprecated, String canonical, String allow)
            throws ConfigurationException {
        List<Problem> problems = new ArrayList<>();
        Rule inline = InlineRule.of(
                SettingValue.of(deprecated, "--deprecated"),
                SettingValue.of(canonical, "--canonical"),
                SettingValue.of(allow, "--allow"),
                problems);
        if (!problems.isEmpty()) {
            PolicyDraft draft = new PolicyDraft();
            read(files, draft);
            problems.addAll(draft.problems());
            ConfigurationException.raise(problems, true);
        }
        return load(files, inline, null, true);
    }

    /** Reads the files into the draft. */
    static void read(List<String> files, PolicyDraft draft) {
        Set<String> read = new HashSet<>();
        for (String file : files) {
            if (!read.add(file)) {
                draft.problem(file, "the policy file is listed twice");
            } else if (file.toLowerCase(Locale.ROOT).endsWith(".txt")) {
                SignatureFile.read(file, draft);
            } else {
                String text = PolicyFile.read(file, draft);
                if (text != null) {
                    YamlPolicy.read(file, text, draft);
                }
            }
        }
    }

    private static Policy load(List<String> files, @Nullable Rule inline, @Nullable Mode mode, boolean onErrorExit)
            throws ConfigurationException {
        if (files.isEmpty() && inline != null) {
            List<Rule> alone = List.of(inline);
            return new Policy(mode == null ? Mode.LOG : mode, alone, PolicyHash.of(alone));
        }
        PolicyDraft draft = new PolicyDraft();
        if (inline != null) {
            draft.claim(inline.id(), "the rule in the settings");
        }
        read(files, draft);
        if (inline != null) {
            draft.add(inline);
        }
        if (!draft.problems().isEmpty()) {
            ConfigurationException.raise(draft.problems(), onErrorExit);
        }
        return draft.policy(mode);
    }
}
