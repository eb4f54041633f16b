package io.llmloadtest.cli.options;

import io.llmloadtest.cli.options.ExportOptions.Export;
import java.util.List;

/**
 * How a result is judged, shown and exported. Made before there is one, so that an option which cannot be used is refused before
 * a run that would be for nothing.
 *
 * @param judging how strictly, and what makes the command fail
 * @param output how it is shown
 * @param exports what it is written to besides
 */
public record ResultTerms(JudgingOptions judging, OutputOptions output, List<Export> exports) {

    /**
     * Checks them.
     *
     * @throws OptionMistake when one of them cannot be used
     */
    public ResultTerms {
        judging.failOn();
        judging.maxErrorRate();
        output.format();
        exports = List.copyOf(exports);
    }
}
