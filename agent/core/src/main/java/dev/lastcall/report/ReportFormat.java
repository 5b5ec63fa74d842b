package dev.lastcall.report;

/** The forms that a report can take, by the word on the command line. */
public enum ReportFormat {
    TEXT(new TextReport()),
    JSON(new JsonReport()),
    HTML(new HtmlReport()),
    CSV(new CsvReport()),
    SARIF(new SarifReport()),
    JUNIT(new JunitReport()),
    MARKDOWN(new MarkdownReport()),
    GITHUB(new GithubReport());

    @SuppressWarnings("ImmutableEnumChecker") // a renderer has no state
    private final ReportRenderer renderer;

    ReportFormat(ReportRenderer renderer) {
        this.renderer = renderer;
    }

    /** What prints a report in this form. */
    public ReportRenderer renderer() {
        return renderer;
    }
}
