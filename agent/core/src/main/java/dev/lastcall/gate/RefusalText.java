package dev.lastcall.gate;

import dev.lastcall.site.Site;
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
        return OneLine.of(text.append(" To let it through, add ")
                .append(site.caller().className())
                .append(" to the rule's allow list, or run with LASTCALL_MODE=log.")
                .toString());
    }
}
