<?xml version="1.0" encoding="UTF-8"?>
<!-- Abreviaturas médicas. docs/lexicon.md explica cómo cambiarlas. -->
<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:voice="urn:article-voice:lexicon"
    version="1.0" alphabet="ipa" xml:lang="es">

  <!-- Abreviaturas que se deletrean. -->
  <lexeme><grapheme>ADN</grapheme><alias>A D N</alias></lexeme>
  <lexeme><grapheme>ARN</grapheme><alias>A R N</alias></lexeme>
  <lexeme><grapheme>AVC</grapheme><alias>A V C</alias></lexeme>
  <lexeme><grapheme>ECG</grapheme><alias>E C G</alias></lexeme>
  <lexeme><grapheme>HTA</grapheme><alias>H T A</alias></lexeme>
  <lexeme><grapheme>IMC</grapheme><alias>I M C</alias></lexeme>
  <lexeme><grapheme>ISRS</grapheme><alias>I S R S</alias></lexeme>
  <lexeme><grapheme>ITS</grapheme><alias>I T S</alias></lexeme>
  <lexeme><grapheme>TDAH</grapheme><alias>T D A H</alias></lexeme>
  <lexeme><grapheme>VHB</grapheme><alias>V H B</alias></lexeme>
  <lexeme><grapheme>VHC</grapheme><alias>V H C</alias></lexeme>
  <lexeme><grapheme>VIH</grapheme><alias>V I H</alias></lexeme>
  <lexeme><grapheme>VPH</grapheme><alias>V P H</alias></lexeme>
</lexicon>
