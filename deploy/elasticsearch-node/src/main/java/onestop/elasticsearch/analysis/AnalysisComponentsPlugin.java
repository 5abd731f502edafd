package onestop.elasticsearch.analysis;

import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * Registers what this project's index settings use, and nothing else.
 *
 * <p>Text is cut into tokens by the application, so that every search engine sees the same ones; Elasticsearch only has
 * to split at white space. A name that is missing here makes the creation of the index fail, which tells a developer at
 * once that the index settings have grown.
 *
 * <p>To add a component: write a factory like {@link WhitespaceTokenizerFactory}, read its parameters from the settings
 * with the defaults of Elasticsearch's reference manual, and add it to the map of its kind ({@code getTokenizers},
 * {@code getTokenFilters}, {@code getCharFilters}, {@code getAnalyzers}). Two traps:
 *
 * <ul>
 *   <li>A component with a parameter that has no default must be wrapped in
 *       {@link AnalysisPlugin#requiresAnalysisSettings}: Elasticsearch builds every other one without settings for every
 *       index, and its failure would break the creation of all of them.
 *   <li>A token filter or character filter works in normalizers and prefix queries only if it implements
 *       {@code NormalizingTokenFilterFactory} or {@code NormalizingCharFilterFactory}. Follow the stock one.
 * </ul>
 */
public final class AnalysisComponentsPlugin extends Plugin implements AnalysisPlugin {

    /** The name by which the reference manual and index settings call both components. */
    static final String WHITESPACE = "whitespace";

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
                WHITESPACE, (index, environment, name, settings) -> new WhitespaceTokenizerFactory(name, settings));
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of(
                WHITESPACE, (index, environment, name, settings) -> new WhitespaceAnalyzerProvider(name, settings));
    }
}
