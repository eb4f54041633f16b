/**
 * The result for other programs: one class for each format behind {@link io.llmloadtest.report.export.Exporters}. All see the
 * published document; two of them also see the requests pass, one by one. What comes from outside is taken for hostile.
 */
@NullMarked
package io.llmloadtest.report.export;

import org.jspecify.annotations.NullMarked;
