package dev.lastcall.report;

import dev.lastcall.sections.Sections;
import java.nio.charset.Charset;

/**
 * Prints a report in one form. It computes nothing: what is shown, in which order and with which sums, is in the
 * sections. A new form is one class and one line in {@link ReportFormat}.
 */
public interface ReportRenderer {
    /**
     * The whole report, with a line feed at its end. Pure.
     *
     * @param charset what the output can carry; a form that is always written in one charset takes no notice
     */
    String render(Sections sections, Charset charset);

    /** The same with the source lines around each call site; a form that shows none is returned as it is. */
    default ReportRenderer with(SourceTree sources) {
        return this;
    }

    /** Whether it is read by people at a terminal, where lines get colours. */
    default boolean isForPeople() {
        return false;
    }
}
