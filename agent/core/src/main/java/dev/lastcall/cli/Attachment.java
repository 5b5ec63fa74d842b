package dev.lastcall.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reaches the agent in a running process through the JDK's attach API, which the operating system lets only the user of
 * that process do. The agent's answer comes back in a file.
 */
final class Attachment {
    private Attachment() {}

    /**
     * Loads the agent into the process, where it starts or, if it runs, takes over the settings.
     *
     * @param prefix {@code answer=} to start it if need be, {@code change=} to change a running one only
     * @return the agent's answer; empty if none gave one
     * @throws CommandFailure if the process can't be reached
     */
    static String ask(long pid, String prefix, String settings) {
        JavaProcess.check(pid);
        try {
            Path answer = Files.createTempFile("lastcall-answer", ".txt");
            try {
                load(pid, prefix + answer + (settings.isEmpty() ? "" : "," + settings));
                return Files.readString(answer);
            } finally {
                Files.delete(answer);
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException | IOException e) {
            throw new CommandFailure("process " + pid + " can't be reached: " + Failures.inWords(e)
                    + "; it must be a Java process of the same user, on this machine, that lets agents be attached");
        }
    }

    private static void load(long pid, String argument)
            throws AttachNotSupportedException, AgentLoadException, AgentInitializationException, IOException {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            machine.loadAgent(ownJar().toString(), argument);
        } finally {
            machine.detach();
        }
    }

    /** @throws IOException if this does not run from a jar */
    static Path ownJar() throws IOException {
        URL url = Attachment.class.getClassLoader().getResource("packs"); // the jar's table of packs
        URLConnection connection = url == null ? null : url.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            throw new IOException("the place of lastcall.jar is not known");
        }
        try {
            URI location = jar.getJarFileURL().toURI();
            return Path.of(location);
        } catch (URISyntaxException e) {
            throw new IOException("the place of lastcall.jar is not known: " + e.getMessage(), e);
        }
    }
}
