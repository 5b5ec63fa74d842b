package dev.lastcall.policyfile;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Has the next event ready. A composer asks for it eight times before it takes it, from half a dozen methods: where
 * that may lead into the parser, the JVM compiles the whole parser into each of them when a list is long.
 *
 * <p>What the parser throws comes when the event is asked for, as if it had been parsed then. Not thread-safe.
 */
final class EagerParser implements Parser {
    private final Parser parser;
    private @Nullable Event ready;
    private @Nullable RuntimeException failure;

    EagerParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean checkEvent(Event.ID kind) {
        return peekEvent().getEventId() == kind;
    }

    @Override
    public Event peekEvent() {
        Event event = ready;
        return event != null ? event : parsed();
    }

    private Event parsed() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            failure = null;
            throw thrown;
        }
        Event event = parser.next();
        ready = event;
        return event;
    }

    @Override
    public Event next() {
        Event event = peekEvent();
        ready = null;
        if (event.getEventId() != Event.ID.StreamEnd) {
            try {
                ready = parser.next();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        return event;
    }

    @Override
    public boolean hasNext() {
        return ready != null || failure != null || parser.hasNext();
    }
}
