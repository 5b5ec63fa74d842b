package dev.lastcall.runtime;

import dev.lastcall.about.JdkModule;
import dev.lastcall.log.CallLog;
import dev.lastcall.log.CallLogs;
import dev.lastcall.log.LogConfigurationException;
import dev.lastcall.settings.ConfigurationException;
import java.io.File;
import java.util.List;

/** Opens the log that the user's own Logback file describes. Apart from {@link Agent}, since most starts have none. */
final class UsersLogback {
    private UsersLogback() {}

    /** @throws ConfigurationException with everything that is wrong in the file */
    static CallLog open(File file, boolean onErrorExit) throws ConfigurationException {
        try {
            return CallLogs.configuredBy(file);
        } catch (LogConfigurationException wrong) {
            throw unusable(wrong.problems(), onErrorExit);
        } catch (NoClassDefFoundError incomplete) {
            String module = JdkModule.missing(incomplete);
            if (module == null) {
                throw incomplete;
            }
            throw unusable(List.of(file + ": " + JdkModule.remedy(module)), onErrorExit);
        }
    }

    private static ConfigurationException unusable(List<String> problems, boolean onErrorExit) {
        return new ConfigurationException("the Logback file can't be used", problems, onErrorExit);
    }
}
