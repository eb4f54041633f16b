/**
 * The result as one page for a browser: no script, nothing loaded, everything in the file. In come the published document, the
 * run over time and a language; out goes HTML that is well-formed XML too.
 */
@NullMarked
package io.llmloadtest.report.html;

import org.jspecify.annotations.NullMarked;
