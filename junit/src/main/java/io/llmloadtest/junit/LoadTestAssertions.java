package io.llmloadtest.junit;

import io.llmloadtest.library.Result;

/** The entry to assertions on load tests, to be imported statically beside those of AssertJ. */
public final class LoadTestAssertions {

    private LoadTestAssertions() {
    }

    /** Begins assertions on a result. */
    public static ResultAssert assertThat(Result result) {
        return new ResultAssert(result);
    }
}
