import Foundation

/// One word of a prompt as the search sees it: without case and accents.
///
/// Words are what SQLite's tokenizer `unicode61 remove_diacritics 2` makes of a text, so that what is marked on the
/// screen is what was found.
struct PromptWord {
    /// The word, folded.
    var scalars: [Unicode.Scalar] = []
    /// Where each folded scalar ends in the text.
    var ends: [String.Index] = []
    var start: String.Index

    /// The words of a text.
    static func words(of text: String) -> [PromptWord] {
        var words: [PromptWord] = []
        var word: PromptWord?
        let view = text.unicodeScalars
        var index = view.startIndex
        while index < view.endIndex {
            let scalar = view[index]
            let next = view.index(after: index)
            if isLetter(scalar) {
                if word == nil { word = PromptWord(start: index) }
                word?.scalars.append(folded(scalar))
                word?.ends.append(next)
            } else if isMark(scalar), word != nil {
                // An accent belongs to the letter before it, and is not looked at.
                word?.ends.removeLast()
                word?.ends.append(next)
            } else if let ended = word {
                words.append(ended)
                word = nil
            }
            index = next
        }
        if let word { words.append(word) }
        return words
    }

    /// Whether a scalar is a part of words.
    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return isASCIILetter(UInt8(scalar.value)) }
        return switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse:
            true
        default:
            false
        }
    }

    static func isASCIILetter(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (65...90).contains(byte) || (48...57).contains(byte)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        !scalar.isASCII && scalar.properties.generalCategory == .nonspacingMark
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if scalar.isASCII {
            return (65...90).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value + 32)) : scalar
        }
        let base = String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars.first ?? scalar
        // A letter whose lower case is several scalars stays as it is.
        let lower = base.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first ?? base : base
    }
}
