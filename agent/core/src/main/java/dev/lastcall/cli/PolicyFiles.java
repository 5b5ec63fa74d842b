package dev.lastcall.cli;

import dev.lastcall.policy.Policy;
import dev.lastcall.settings.ConfigurationException;
import dev.lastcall.settings.Policies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Policy files that the user named, and signatures on the command line. */
final class PolicyFiles {
    private static final String HEADLINE = "lastcall: ";

    private PolicyFiles() {}

    /**
     * Reads them as one policy.
     *
     * @param folder against which relative paths are resolved
     * @throws CommandFailure with everything that is wrong in all files, under the names that the user wrote
     */
    static Policy load(Path folder, List<Path> files) {
        return load(folder, files, "", "", "");
    }

    /** As above, with a rule of the signatures and callers, unless they are empty. */
    static Policy load(Path folder, List<Path> files, String deprecated, String canonical, String allow) {
        List<String> resolved = new ArrayList<>();
        for (Path file : files) {
            resolved.add(folder.resolve(file).toString());
        }
        try {
            return Policies.load(resolved, deprecated, canonical, allow);
        } catch (ConfigurationException e) {
            String text = e.format().substring(HEADLINE.length());
            for (int i = 0; i < resolved.size(); i++) {
                text = text.replace(
                        resolved.get(i) + ':', files.get(i).toString() + ':' + remark(folder, files.get(i)));
            }
            throw new CommandFailure(text);
        }
    }

    /** What the file itself tells of the mistake; empty if nothing. */
    private static String remark(Path folder, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".jar") || name.endsWith(".war") || name.endsWith(".ear")) {
            return " a jar is no policy; to look names up in it, give it to --class-path:";
        }
        Path resolved = folder.resolve(file);
        return Files.exists(resolved) || file.isAbsolute()
                ? ""
                : " there is no " + resolved + " (the working folder is " + folder + "):";
    }
}
