package dev.lastcall.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The style and the script of the page, which lie in the jar. Pure. */
final class PageFiles {
    /** In the order in which they need each other. */
    private static final List<String> SCRIPTS =
            List.of("dom.js", "charts.js", "table.js", "model.js", "sites.js", "detail.js", "page.js");

    private PageFiles() {}

    static String style() {
        return '\n' + read("page.css");
    }

    /** All scripts as one, which leaves nothing behind in the page. */
    static String script() {
        StringBuilder script = new StringBuilder("\n\"use strict\";\n(() => {\n");
        for (String file : SCRIPTS) {
            script.append(read(file));
        }
        return script.append("})();\n").toString();
    }

    /** As a Content-Security-Policy names what may run. */
    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + '\'';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
    }

    private static String read(String file) {
        try (InputStream in = PageFiles.class.getResourceAsStream("page/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks page/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
