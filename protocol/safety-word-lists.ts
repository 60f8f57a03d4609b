/** 256 short, concrete words per language; each stands for one byte. Never reorder: people compare them. */
export const KOREAN: readonly string[] = `
감나무 등대 파도 연필 사과 바다 하늘 구름 나무 호수 강물 언덕 마을 지붕 창문 마당 대문 골목 시장 학교 도서관 운동장 교실 칠판 분필 공책 책상 의자 가방
모자 장갑 양말 신발 우산 비옷 안경 시계 거울 빗자루 수건 비누 칫솔 베개 이불 담요 촛불 등불 성냥 난로 주전자 냄비 접시 숟가락 젓가락 국자 도마 항아리
바구니 자루 사다리 망치 톱날 나사 못질 밧줄 그물 낚시 돛단배 나룻배 기차 자전거 버스 트럭 비행기 로켓 풍선 연날리기 팽이 구슬 제기 윷놀이 장기판 바둑
피아노 바이올린 첼로 기타 장구 꽹과리 피리 나팔 북소리 노래 춤사위 그림 물감 붓글씨 종이 가위 풀잎 꽃잎 장미 튤립 국화 백합 민들레 해바라기 코스모스 진달래
개나리 벚꽃 무궁화 연꽃 난초 대나무 소나무 참나무 은행잎 단풍 버드나무 밤송이 도토리 잣나무 호두 땅콩 포도 복숭아 자두 살구 수박 참외 딸기 앵두 귤껍질 레몬
바나나 망고 파인애플 키위 토마토 오이 호박 가지 당근 감자 고구마 양파 마늘 배추 상추 시금치 콩나물 버섯 고추 옥수수 보리 밀가루 쌀밥 떡국 만두 김치 된장
간장 참기름 두부 달걀 치즈 버터 우유 꿀단지 사탕 초콜릿 과자 식빵 국수 라면 비빔밥 김밥 호떡 붕어빵 팥죽 수정과 식혜 녹차 커피 고양이 강아지 토끼 거북이
다람쥐 고슴도치 여우 늑대 사슴 노루 멧돼지 호랑이 사자 표범 코끼리 기린 하마 원숭이 판다 캥거루 낙타 당나귀 송아지 염소 양떼 오리 거위 병아리 수탉 참새
제비 까치 비둘기 부엉이 독수리 갈매기 두루미 펭귄 앵무새 나비 잠자리 꿀벌 개미 매미 귀뚜라미 달팽이 반딧불 고래 돌고래 상어 문어 오징어 새우 꽃게 조개 소라
멸치 고등어 연어 붕어 잉어 햇살 달빛 별똥별 무지개 소나기 눈송이 고드름 안개 이슬 천둥
`
  .trim()
  .split(/\s+/);

export const ENGLISH: readonly string[] = `
persimmon lighthouse wave pencil apple ocean sky cloud tree lake river hill village roof
window garden gate alley market school library playground classroom blackboard chalk
notebook desk chair bag hat glove sock shoe umbrella raincoat glasses clock mirror broom
towel soap brush pillow quilt blanket candle lantern match stove kettle pot plate spoon
fork ladle board jar basket sack ladder hammer saw screw nail rope net fishing sailboat
ferry train bicycle bus truck airplane rocket balloon kite top marble puzzle dice chess
domino piano violin cello guitar drum cymbal flute trumpet bell song dance picture paint
ink paper scissors grass petal rose tulip daisy lily dandelion sunflower cosmos azalea
jasmine cherry hibiscus lotus orchid bamboo pine oak ginkgo maple willow chestnut acorn
cedar walnut peanut grape peach plum apricot watermelon melon strawberry blueberry orange
lemon banana mango pineapple kiwi tomato cucumber pumpkin eggplant carrot potato yam onion
garlic cabbage lettuce spinach sprout mushroom pepper corn barley flour rice soup dumpling
pickle bean vinegar sesame tofu egg cheese butter milk honey candy chocolate cookie bread
noodle ramen salad sandwich pancake waffle porridge cinnamon syrup tea coffee cat puppy
rabbit turtle squirrel hedgehog fox wolf deer elk boar tiger lion leopard elephant giraffe
hippo monkey panda kangaroo camel donkey calf goat sheep duck goose chick rooster sparrow
swallow magpie pigeon owl eagle seagull crane penguin parrot butterfly dragonfly bee ant
cicada cricket snail firefly whale dolphin shark octopus squid shrimp crab clam conch
anchovy mackerel salmon minnow carp sunshine moonlight meteor rainbow shower snowflake
icicle fog dew thunder
`
  .trim()
  .split(/\s+/);
