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

    /** What the help says of them. */
    public static final String HELP =
            "text, json, html (a page in one file), csv, sarif (code scanning), junit (CI servers),%n"
                    + "markdown (a pull request or a job summary) or github (annotations of a workflow).";

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
