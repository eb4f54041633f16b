/**
 * The judge's first two passes. In comes a case file; the gate takes out what cannot be used, the balance sets, account by
 * account, what the client's completed work accounts for beside what the server counted. Out go residuals for the causes.
 */
@NullMarked
package io.llmloadtest.verdict.balance;

import org.jspecify.annotations.NullMarked;
