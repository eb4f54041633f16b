/**
 * Load tests as JUnit tests, for JUnit 5 and 6. {@link io.llmloadtest.junit.LoadTested} gives a test method a load test that is
 * ready to be run, and {@link io.llmloadtest.junit.LoadTestAssertions} says what must have come of it.
 */
@NullMarked
package io.llmloadtest.junit;

import org.jspecify.annotations.NullMarked;
