/**
 * Charts as static SVG: numbers and words come in, markup goes out. A chart is as wide as there is room; its text keeps its
 * size. Colours and dashes are classes, so that the page that holds a chart decides on them.
 */
@NullMarked
package io.llmloadtest.report.chart;

import org.jspecify.annotations.NullMarked;
