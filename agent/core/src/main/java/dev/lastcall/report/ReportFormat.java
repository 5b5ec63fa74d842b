package dev.lastcall.report;

/** The forms that a report can take, by the word on the command line. */
public enum ReportFormat {
    TEXT(new TextReport()),
    JSON(new JsonReport());

    private final ReportRenderer renderer;

    ReportFormat(ReportRenderer renderer) {
        this.renderer = renderer;
    }

    public ReportRenderer renderer() {
        return renderer;
    }
}
