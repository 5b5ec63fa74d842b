package dev.lastcall.settings;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths in an agent argument. Pure functions. */
public final class ArgumentPaths {
    /** A setting, and its value up to the first comma; what follows that belongs to the last path. */
    private static final Pattern PARTS = Pattern.compile("(?<=^|,)\\s*([a-z-]+)\\s*=([^,]*)");

    private ArgumentPaths() {}

    /** The same argument for a process that has another working folder. */
    public static String absolute(String agentArgument, Path folder) {
        return PARTS.matcher(agentArgument).replaceAll(found -> {
            Setting setting = Setting.of(found.group(1));
            return Matcher.quoteReplacement(
                    setting == null || !setting.takes().arePaths()
                            ? found.group()
                            : found.group(1) + "=" + absolute(setting, found.group(2), folder));
        });
    }

    private static String absolute(Setting setting, String value, Path folder) {
        boolean words = setting.takes() == Setting.Takes.PLACE;
        List<String> paths = new ArrayList<>();
        for (String path : value.split(Pattern.quote(File.pathSeparator), -1)) {
            String stripped = path.strip();
            boolean isPath = !stripped.isEmpty() && !(words && PlaceSetting.meansWord(setting, stripped));
            paths.add(isPath ? folder.resolve(stripped).toString() : stripped);
        }
        return String.join(File.pathSeparator, paths);
    }
}
