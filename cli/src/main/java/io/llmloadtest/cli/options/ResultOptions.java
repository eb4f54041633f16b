package io.llmloadtest.cli.options;

import picocli.CommandLine.Mixin;

/** What every command has that comes to a result: how it is judged, shown and exported, and the plan that sets all that. */
public final class ResultOptions {

    @Mixin
    private JudgingOptions judging = new JudgingOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private ExportOptions exports = new ExportOptions();

    @Mixin
    PlanOptions plan = new PlanOptions();

    /**
     * What was asked for.
     *
     * @throws OptionMistake when one of them cannot be used
     */
    public ResultTerms terms() {
        return new ResultTerms(judging, output, exports.exports());
    }
}
