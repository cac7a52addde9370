<?xml version="1.0" encoding="UTF-8"?>
<!-- Abréviations médicales. docs/lexicon.md explique comment les changer. -->
<lexicon xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" xmlns:voice="urn:article-voice:lexicon"
    version="1.0" alphabet="ipa" xml:lang="fr">

  <!-- Abréviations que l'on épelle. -->
  <lexeme><grapheme>ADN</grapheme><alias>A D N</alias></lexeme>
  <lexeme><grapheme>ARN</grapheme><alias>A R N</alias></lexeme>
  <lexeme><grapheme>AINS</grapheme><alias>A I N S</alias></lexeme>
  <lexeme><grapheme>AVC</grapheme><alias>A V C</alias></lexeme>
  <lexeme><grapheme>BPCO</grapheme><alias>B P C O</alias></lexeme>
  <lexeme><grapheme>ECG</grapheme><alias>E C G</alias></lexeme>
  <lexeme><grapheme>HTA</grapheme><alias>H T A</alias></lexeme>
  <lexeme><grapheme>IMC</grapheme><alias>I M C</alias></lexeme>
  <lexeme><grapheme>IRM</grapheme><alias>I R M</alias></lexeme>
  <lexeme><grapheme>ISRS</grapheme><alias>I S R S</alias></lexeme>
  <lexeme><grapheme>IST</grapheme><alias>I S T</alias></lexeme>
  <lexeme><grapheme>IVG</grapheme><alias>I V G</alias></lexeme>
  <lexeme><grapheme>MST</grapheme><alias>M S T</alias></lexeme>
  <lexeme><grapheme>OMS</grapheme><alias>O M S</alias></lexeme>
  <lexeme><grapheme>TCC</grapheme><alias>T C C</alias></lexeme>
  <lexeme><grapheme>TDAH</grapheme><alias>T D A H</alias></lexeme>
  <lexeme><grapheme>TOC</grapheme><alias>T O C</alias></lexeme>
  <lexeme><grapheme>VHB</grapheme><alias>V H B</alias></lexeme>
  <lexeme><grapheme>VHC</grapheme><alias>V H C</alias></lexeme>
  <lexeme><grapheme>VIH</grapheme><alias>V I H</alias></lexeme>
  <lexeme><grapheme>VPH</grapheme><alias>V P H</alias></lexeme>
</lexicon>
