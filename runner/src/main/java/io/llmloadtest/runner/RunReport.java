package io.llmloadtest.runner;

import io.llmloadtest.store.ResultDocument;
import java.nio.file.Path;

/**
 * What a run leaves behind.
 *
 * @param folder its folder
 * @param document its result, as it stands in the folder
 */
public record RunReport(Path folder, ResultDocument document) {}
