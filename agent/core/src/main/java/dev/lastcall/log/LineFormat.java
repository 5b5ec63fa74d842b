package dev.lastcall.log;

/** How a log line is written: the setting {@code log-format}. */
public enum LineFormat {
    /** One line of text. */
    TEXT {
        @Override
        String line(CallEvent event) {
            return LogLine.text(LineLimits.of(event));
        }

        @Override
        String note(long timeMillis, String text) {
            return LogLine.note(timeMillis, text);
        }
    },
    /** The same as one JSON object a line. */
    JSON {
        @Override
        String line(CallEvent event) {
            return JsonLine.of(LineLimits.of(event));
        }

        @Override
        String note(long timeMillis, String text) {
            return JsonLine.note(timeMillis, text);
        }
    };

    abstract String line(CallEvent event);

    abstract String note(long timeMillis, String text);
}
