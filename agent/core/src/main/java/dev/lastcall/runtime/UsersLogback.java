package dev.lastcall.runtime;

import dev.lastcall.output.CallLog;
import dev.lastcall.output.LogConfigurationException;
import dev.lastcall.policy.ConfigurationException;
import java.io.File;

/** Opens the log that the user's own Logback file describes. Apart from {@link Agent}, since most starts have none. */
final class UsersLogback {
    private UsersLogback() {}

    /** @throws ConfigurationException with everything that is wrong in the file */
    static CallLog open(File file, boolean onErrorExit) throws ConfigurationException {
        try {
            return CallLog.configuredBy(file);
        } catch (LogConfigurationException wrong) {
            throw new ConfigurationException("the Logback file can't be used", wrong.problems(), onErrorExit);
        }
    }
}
