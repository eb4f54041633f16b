package io.llmloadtest.report.export;

import io.llmloadtest.store.WholeFile;

/**
 * One file of an export; most exports are one.
 *
 * @param suffix what tells its file from those of the other pieces, such as {@code -c8}; empty when it is the only one
 * @param content what is in it
 */
public record Piece(String suffix, WholeFile.Content content) {}
