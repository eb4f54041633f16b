package io.llmloadtest.runner;

import io.llmloadtest.store.ResultDocument;
import io.llmloadtest.store.chronicle.Chronicle;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a run leaves behind.
 *
 * @param folder its folder
 * @param document its result, as it stands in the folder
 * @param chronicle makes the run over time, when somebody wants to see it
 */
public record RunReport(Path folder, ResultDocument document, Supplier<Chronicle> chronicle) {}
