package dev.lastcall.log;

import dev.lastcall.evidence.Caller;
import dev.lastcall.evidence.Site;
import dev.lastcall.evidence.Target;
import dev.lastcall.text.OneLine;

/**
 * How long a log line may become. Class files allow names of 65,535 bytes, and a line of several of them breaks what
 * collects logs; so each part has a longest length, counted as it is printed, and what is cut off says how much is
 * missing. With all parts at their longest a text line has less than 6,000 characters, and a JSON line less than
 * 20,000. Pure functions.
 */
final class LineLimits {
    /** Of a line of the agent's own. */
    static final int NOTE = 4_000;

    private static final int MESSAGE = 2_000;
    private static final int PLACE = 1_000;
    private static final int CLASS = 500;
    private static final int NAME = 300;
    private static final int LABEL = 200;

    private LineLimits() {}

    /** The event with each of its texts as long as a line takes it. */
    static CallEvent of(CallEvent event) {
        Site site = event.site();
        return new CallEvent(
                event.timeMillis(),
                new Site(
                        OneLine.cut(site.rule(), LABEL),
                        site.role(),
                        site.kind(),
                        of(site.caller()),
                        of(site.target())),
                OneLine.cut(event.message(), MESSAGE),
                event.call(),
                event.outcome(),
                OneLine.cut(event.allowedBy(), PLACE),
                OneLine.cut(event.thread(), LABEL));
    }

    private static Caller of(Caller caller) {
        return new Caller(
                OneLine.cut(caller.className(), CLASS),
                OneLine.cut(caller.method(), NAME),
                OneLine.cut(caller.descriptor(), PLACE),
                caller.line(),
                OneLine.cut(caller.source(), LABEL),
                OneLine.cut(caller.codeSource(), PLACE),
                OneLine.cut(caller.loader(), CLASS));
    }

    private static Target of(Target target) {
        return new Target(
                OneLine.cut(target.className(), CLASS),
                OneLine.cut(target.member(), NAME),
                OneLine.cut(target.descriptor(), PLACE));
    }
}
