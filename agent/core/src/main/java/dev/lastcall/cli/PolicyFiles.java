package dev.lastcall.cli;

import dev.lastcall.policy.ConfigurationException;
import dev.lastcall.policy.Policies;
import dev.lastcall.policy.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Policy files that the user named. */
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
        List<String> resolved = new ArrayList<>();
        for (Path file : files) {
            resolved.add(folder.resolve(file).toString());
        }
        try {
            return Policies.load(resolved);
        } catch (ConfigurationException e) {
            String text = e.format().substring(HEADLINE.length());
            for (int i = 0; i < resolved.size(); i++) {
                text = text.replace(resolved.get(i), files.get(i).toString());
            }
            throw new CommandFailure(text);
        }
    }
}
