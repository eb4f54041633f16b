/**
 * What the template of the page may see: texts, flags and lists of them, cleaned and cut to length, and the charts. Public so
 * that the template engine can read it; of no use elsewhere.
 */
@NullMarked
package io.llmloadtest.report.html.model;

import org.jspecify.annotations.NullMarked;
