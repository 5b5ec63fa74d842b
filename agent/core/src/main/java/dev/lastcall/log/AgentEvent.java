package dev.lastcall.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.lastcall.evidence.Caller;
import dev.lastcall.text.OneLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * A call, or a note of the agent's own, as Logback sees it. For a user's own layout the message is the log line after
 * the logger's name, the caller data is the call site, the thread is the calling thread, and the key-value pairs hold
 * the rest. It has no arguments, so that braces in a rule's message stay what they are.
 */
final class AgentEvent extends LoggingEvent {
    /** Notes come from the agent's thread, whose name tells nobody anything. */
    private static final String AGENT_THREAD = "lastcall";

    private final @Nullable CallEvent call;

    private AgentEvent(
            LoggerContext context, long timeMillis, String thread, String message, @Nullable CallEvent call) {
        this.call = call;
        setLoggerContext(context);
        setLoggerName(LogLine.LOGGER);
        setLevel(Level.WARN);
        setInstant(Instant.ofEpochMilli(timeMillis));
        setThreadName(thread);
        setMessage(message);
        setMDCPropertyMap(Map.of());
    }

    static AgentEvent of(CallEvent whole, LoggerContext context) {
        CallEvent call = LineLimits.of(whole);
        AgentEvent event =
                new AgentEvent(context, call.timeMillis(), OneLine.of(call.thread()), LogLine.message(call), whole);
        event.setKeyValuePairs(pairs(call));
        event.setCallerData(new StackTraceElement[] {frame(call.site().caller())});
        return event;
    }

    static AgentEvent note(long timeMillis, String text, LoggerContext context) {
        AgentEvent event = new AgentEvent(context, timeMillis, AGENT_THREAD, OneLine.of(text, LineLimits.NOTE), null);
        event.setCallerData(new StackTraceElement[0]);
        return event;
    }

    /** The line of the agent's own appenders, without line end. */
    String line(LineFormat format) {
        return call == null ? format.note(getTimeStamp(), getMessage()) : format.line(call);
    }

    private static List<KeyValuePair> pairs(CallEvent call) {
        return List.of(
                new KeyValuePair("rule", OneLine.of(call.site().rule())),
                new KeyValuePair("role", call.site().role().label()),
                new KeyValuePair("kind", call.site().kind().label()),
                new KeyValuePair("caller", OneLine.of(call.site().caller().asStackFrame())),
                new KeyValuePair("codeSource", OneLine.of(call.site().caller().codeSource())),
                new KeyValuePair("loader", OneLine.of(call.site().caller().loader())),
                new KeyValuePair("target", OneLine.of(call.site().target().asReference())),
                new KeyValuePair("call", call.call()),
                new KeyValuePair("outcome", call.outcome().label()),
                new KeyValuePair("allowedBy", OneLine.of(call.allowedBy())));
    }

    private static StackTraceElement frame(Caller caller) {
        return new StackTraceElement(
                OneLine.of(caller.className()),
                OneLine.of(caller.method()),
                OneLine.of(caller.source()),
                caller.line() > 0 ? caller.line() : -1);
    }
}
