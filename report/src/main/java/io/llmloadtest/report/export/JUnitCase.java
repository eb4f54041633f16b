package io.llmloadtest.report.export;

/**
 * One test case.
 *
 * @param group what it is about; with the suite's key it makes the class name
 * @param name its name, which stays the same from run to run
 * @param result how it came out
 */
record JUnitCase(String group, String name, Result result) {

    /** How a case came out. */
    sealed interface Result {

        /** It holds. */
        record Passed() implements Result {}

        /**
         * It does not hold.
         *
         * @param message in one line
         * @param text the rest
         */
        record Failed(String message, String text) implements Result {}

        /**
         * It is not known, and that fails the build.
         *
         * @param message why
         */
        record Unknown(String message) implements Result {}

        /**
         * It is not known.
         *
         * @param message why
         */
        record Skipped(String message) implements Result {}
    }

    static JUnitCase passed(String group, String name) {
        return new JUnitCase(group, name, new Result.Passed());
    }

    static JUnitCase failed(String group, String name, String message, String text) {
        return new JUnitCase(group, name, new Result.Failed(message, text));
    }

    /** A case that is not known: skipped, or an error where that fails the build. It is never passed. */
    static JUnitCase unknown(String group, String name, String why, boolean failsBuild) {
        return new JUnitCase(group, name, failsBuild ? new Result.Unknown(why) : new Result.Skipped(why));
    }
}
