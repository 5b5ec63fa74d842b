package dev.lastcall.gate;

import dev.lastcall.evidence.Site;
import dev.lastcall.text.OneLine;

/** What the caller of a refused call reads. Pure. */
final class RefusalText {
    private RefusalText() {}

    static String of(Site site, String message) {
        StringBuilder text = new StringBuilder("[")
                .append(site.rule())
                .append("] ")
                .append(site.target().asReference())
                .append(" is deprecated and blocked, called by ")
                .append(site.caller().asStackFrame())
                .append('.');
        if (!message.isEmpty()) {
            text.append(' ').append(message);
        }
        if (isNobody(site.caller().className())) {
            return OneLine.of(text.append(
                            " No class of the application is on the stack. To let it through, run with LASTCALL_MODE=log.")
                    .toString());
        }
        return OneLine.of(text.append(" To let it through, add ")
                .append(site.caller().className())
                .append(" to the rule's allow list, or run with LASTCALL_MODE=log.")
                .toString());
    }

    /** To allow a class of the JDK, or native code, would be to allow everybody. */
    private static boolean isNobody(String className) {
        return className.startsWith("<")
                || className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.");
    }
}
